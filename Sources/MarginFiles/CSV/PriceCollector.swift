import MarginCore

/// Gathers the rows of a price file and checks each, and their order.
final class PriceCollector {
  /// The rows so far.
  private(set) var series = PriceSeries()

  private let file: String
  private var fields = PriceFields()
  private var order = TimeOrder()
  private var allowsNonPositive = false

  init(file: String) {
    self.file = file
  }

  /// Settles which columns are read; returns their positions.
  func begin(
    _ columns: PriceColumns, _ header: CSVHeader, _ problems: inout ProblemLog
  ) -> [Int]? {
    allowsNonPositive = columns.allowsNonPositive
    var wanted = [columns.time, columns.close]
    fields.open = index(of: columns.open, in: &wanted)
    fields.high = index(of: columns.high, in: &wanted)
    fields.low = index(of: columns.low, in: &wanted)
    return header.positions(of: wanted, problems: &problems)
  }

  func take(_ row: CSVRow, _ problems: inout ProblemLog) {
    let time = row.time(fields.time, problems: &problems)
    if let time { order.check(time, row) }
    let bar = PriceBar(
      open: price(fields.open, row, &problems), high: price(fields.high, row, &problems),
      low: price(fields.low, row, &problems), close: price(fields.close, row, &problems))
    bar.check(fields, row, &problems)
    if let time { series.append(time, bar) }
  }

  /// Reports what only the whole file shows.
  func finish(_ problems: inout ProblemLog) {
    problems.add(order.problems(of: file))
  }

  private func price(
    _ field: Int?, _ row: CSVRow, _ problems: inout ProblemLog
  ) -> Double? {
    guard let field, let value = row.number(field, problems: &problems) else { return nil }
    if value <= 0, !allowsNonPositive { problems.add(nonPositive(field, row)) }
    if value.magnitude > Bounds.largest { problems.add(tooLarge(field, row)) }
    return value
  }

  private func index(of column: String?, in wanted: inout [String]) -> Int? {
    guard let column else { return nil }
    wanted.append(column)
    return wanted.count - 1
  }

  private func tooLarge(_ field: Int, _ row: CSVRow) -> Problem {
    Problem(
      at: row.place(field), "\(row.name(field)) \(row.text(field)) is out of range",
      code: "out-of-range", hint: "a price must be at most \(amountText(Bounds.largest))")
  }

  private func nonPositive(_ field: Int, _ row: CSVRow) -> Problem {
    Problem(
      at: row.place(field), "\(row.name(field)) \(row.text(field)) is not above zero",
      code: "non-positive-price", hint: "if it is right, set  allow-non-positive: true")
  }
}

/// Which fields of a row hold what.
struct PriceFields {
  let time = 0
  let close = 1
  var open: Int?
  var high: Int?
  var low: Int?
}

extension PriceSeries {
  /// Appends the prices of a bar that are there.
  fileprivate mutating func append(_ time: Timestamp, _ bar: PriceBar) {
    times.append(time)
    if let open = bar.open { self.open.append(open) }
    if let high = bar.high { self.high.append(high) }
    if let low = bar.low { self.low.append(low) }
    if let close = bar.close { self.close.append(close) }
  }
}
