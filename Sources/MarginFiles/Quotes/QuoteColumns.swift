/// Where a file of quotes has what.
struct QuoteColumns {
  private let index: [QuoteField: Int]
  let symbol: Int?

  /// The index in ``CSVRow`` of a field, if there is a column for it.
  subscript(field: QuoteField) -> Int? { index[field] }

  /// Whether call and put share a row.
  var isWide: Bool { index[.callBid] != nil || index[.callAsk] != nil }

  /// Chooses the columns of `layout`; `nil` after a problem.
  static func chosen(
    _ layout: SeriesLayout, _ header: CSVHeader, _ problems: inout ProblemLog
  ) -> (columns: QuoteColumns, positions: [Int])? {
    guard let time = header.time(layout, &problems) else { return nil }
    var names = [time] + (layout.symbol.map { [$0.column] } ?? [])
    var index: [QuoteField: Int] = [:]
    for field in QuoteField.allCases {
      guard let name = layout.column(of: field.rawValue) ?? header.usual(field.usual, layout)
      else { continue }
      index[field] = names.count
      names.append(name)
    }
    let columns = QuoteColumns(index: index, symbol: layout.symbol == nil ? nil : 1)
    let lacking = columns.lacking
    lacking.forEach { problems.add(header.missing($0.rawValue, layout)) }
    guard lacking.isEmpty, let positions = header.positions(of: names, problems: &problems) else {
      return nil
    }
    return (columns, positions)
  }

  /// Fields without which no row can be read.
  private var lacking: [QuoteField] {
    let contract: [QuoteField] =
      isWide ? [.expiry, .strike] : index[.instrument] == nil ? [.expiry, .strike, .right] : []
    let prices: [QuoteField] =
      isWide ? [.callBid, .callAsk, .putBid, .putAsk] : [.bid, .ask]
    return (contract + prices).filter { index[$0] == nil }
  }
}
