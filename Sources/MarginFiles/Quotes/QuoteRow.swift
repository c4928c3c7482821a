import MarginCore

/// One row of a file of quotes: one contract, or a call and a put.
struct QuoteRow {
  let row: CSVRow
  let columns: QuoteColumns
  let layout: SeriesLayout

  init(_ row: CSVRow, _ columns: QuoteColumns, _ layout: SeriesLayout) {
    (self.row, self.columns, self.layout) = (row, columns, layout)
  }

  /// The columns of one contract's prices.
  struct Side {
    let bid: QuoteField
    let ask: QuoteField
    /// Whether it is a call; `nil` when the row says so itself.
    let isCall: Bool?
  }

  /// What a row says of the contract that is quoted.
  struct Contract {
    let name: String
    let expiry: Timestamp
    let strike: Double
    let isCall: Bool
    let isInverse: Bool?
  }

  /// Whether the row is of the symbol that is read.
  var isWanted: Bool {
    guard let symbol = layout.symbol, let field = columns.symbol else { return true }
    return row.bytes(field).elementsEqual(symbol.value.utf8)
  }

  /// The contracts of the row.
  var sides: [Side] {
    columns.isWide
      ? [
        Side(bid: .callBid, ask: .callAsk, isCall: true),
        Side(bid: .putBid, ask: .putAsk, isCall: false),
      ] : [Side(bid: .bid, ask: .ask, isCall: nil)]
  }

  /// The contract of one side; `nil` after a problem.
  func contract(_ side: Side, _ problems: inout ProblemLog) -> Contract? {
    let name = columns[.instrument].map { row.text($0) } ?? ""
    if let known = OptionName(deribit: name), !columns.isWide {
      return Contract(
        name: name, expiry: known.expiry, strike: known.strike, isCall: known.isCall,
        isInverse: known.isInverse)
    }
    guard columns[.expiry] != nil, columns[.strike] != nil else {
      problems.add(unknownName(name))
      return nil
    }
    let expiry = expiry(&problems)
    let strike = strike(&problems)
    guard let isCall = side.isCall ?? right(&problems), let expiry, let strike else { return nil }
    return Contract(name: name, expiry: expiry, strike: strike, isCall: isCall, isInverse: nil)
  }

  /// The quote of one side; `nil` after a problem.
  func quote(
    _ side: Side, _ contract: Contract, _ time: Timestamp, _ problems: inout ProblemLog
  ) -> OptionQuote? {
    let before = problems.count
    let scale = layout.quotes.volatilityScale
    let quote = OptionQuote(
      time: time, instrument: contract.name, expiry: contract.expiry, strike: contract.strike,
      isCall: contract.isCall, bid: price(side.bid, &problems), ask: price(side.ask, &problems),
      mark: side.isCall == nil ? price(.mark, &problems) : nil,
      underlying: price(.underlying, &problems),
      bidVolatility: price(.bidVolatility, &problems).map { $0 * scale },
      askVolatility: price(.askVolatility, &problems).map { $0 * scale },
      markVolatility: price(.markVolatility, &problems).map { $0 * scale },
      isInverse: layout.quotes.isInverse ?? contract.isInverse ?? false)
    return problems.count == before ? quote : nil
  }

  /// A value above zero; zero and nothing mean that there is none.
  private func price(_ field: QuoteField, _ problems: inout ProblemLog) -> Double? {
    guard let index = columns[field], !isMissing(index),
      let value = row.number(index, problems: &problems)
    else { return nil }
    if value < 0 { problems.add(ValueFault(row, index).negative) }
    if value > Bounds.largest { problems.add(ValueFault(row, index).tooLarge) }
    return value > 0 && value <= Bounds.largest ? value : nil
  }

  private func isMissing(_ field: Int) -> Bool {
    row.isEmpty(field)
      || layout.missingText.map { row.bytes(field).elementsEqual($0.utf8) } ?? false
  }

  private func strike(_ problems: inout ProblemLog) -> Double? {
    guard let index = columns[.strike], let value = row.number(index, problems: &problems) else {
      return nil
    }
    guard value > 0, value <= Bounds.largest else {
      problems.add(
        value > 0 ? ValueFault(row, index).tooLarge : ValueFault(row, index).nonPositive(.quotes))
      return nil
    }
    return value
  }

  private func expiry(_ problems: inout ProblemLog) -> Timestamp? {
    guard let index = columns[.expiry] else { return nil }
    let terms = layout.quotes
    var form = TimeLayout(zone: layout.time.zone ?? .fixed(seconds: 0), timeOfDay: terms.expiryTime)
    form.form = terms.expiryFormat.map { .pattern($0) } ?? expiryForm
    var clock = SeriesClock(form)
    let time = clock.time(of: row, index, &problems)
    clock.finish(&problems)
    return time
  }

  /// Vendors that count times from 1970 do so for expiries.
  private var expiryForm: TimeLayout.Form {
    if case .epoch(let unit) = layout.time.form { .epoch(unit) } else { .iso }
  }

  private func right(_ problems: inout ProblemLog) -> Bool? {
    guard let index = columns[.right] else { return nil }
    switch row.text(index).lowercased() {
    case "c", "call": return true
    case "p", "put": return false
    default:
      problems.add(
        Problem(
          at: row.place(index),
          "\(row.name(index)) `\(shown(row.text(index)))` is neither call nor put",
          code: "unknown-value", hint: "write C or P, or call or put"))
      return nil
    }
  }

  private func unknownName(_ name: String) -> Problem {
    Problem(
      at: row.place(columns[.instrument] ?? 0), "`\(shown(name))` does not name an option",
      code: "unknown-instrument",
      hint: "names are such as BTC-25DEC20-20000-C; else map  expiry, strike  and  right")
  }
}
