import MarginCore

/// Gathers the rows of a series and checks each by itself.
final class SeriesCollector {
  /// The rows so far, in the order of the file.
  private(set) var table = SeriesTable(fields: [])
  /// How many rows were left out, for which flaw.
  private(set) var dropped: [SeriesFlaw: Int] = [:]
  /// Warnings and notes.
  private(set) var remarks = RemarkLog()
  /// Which field of a row holds what.
  private(set) var columns: SeriesColumns?

  let layout: SeriesLayout
  private(set) var clock: SeriesClock
  let start: Timestamp?
  let end: Timestamp?
  private var otherSymbols: Set<String> = []
  /// Whether rows were handed over.
  private var hasHandedOver = false

  init(_ layout: SeriesLayout) {
    self.layout = layout
    clock = SeriesClock(layout.time)
    start = layout.from?.start
    end = layout.to.map { $0.start + .day }
  }

  /// Settles which columns are read; returns their positions.
  func begin(_ header: CSVHeader, _ problems: inout ProblemLog) -> [Int]? {
    guard let chosen = SeriesColumns.chosen(layout, header, &problems) else { return nil }
    columns = chosen.columns
    table = SeriesTable(fields: chosen.columns.fields.map(\.name))
    return chosen.positions
  }

  func take(_ row: CSVRow, _ problems: inout ProblemLog) {
    guard let columns, isWanted(row, columns) else { return }
    let time = clock.time(of: row, columns.time, &problems)
    if let time, !isInRange(time) { return }
    guard let values = values(of: row, columns, &problems) else { return }
    if isImpossible(values, row, columns, &problems) { return }
    if let time { table.append(time, values, line: row.line) }
  }

  /// Takes in rows that are known to be good, on successive lines.
  func append(_ cut: CSVColumns, _ rows: Range<Int>, line: Int) {
    table.append(cut, rows, line: line, from: columns?.firstValue ?? 1, scale: layout.scale)
  }

  /// Whether another symbol is worth no look any more, as no problem would name it.
  var knowsOtherSymbols: Bool { hasRows || otherSymbols.count >= 20 }

  private var hasRows: Bool { hasHandedOver || !table.times.isEmpty }

  /// Gives away the rows so far, so that they need not be held until the last.
  func handOver() -> SeriesTable {
    defer { table = SeriesTable(fields: table.fields) }
    hasHandedOver = hasRows
    return table
  }

  /// Reports what only the whole file shows of its rows one by one.
  func finish(_ file: String, _ problems: inout ProblemLog) {
    clock.finish(&problems)
    if let mixture = clock.mixture { remarks.add(mixture) }
    if !hasRows, problems.count == 0, columns != nil {
      if let nothing = nothingRead(file) { problems.add(nothing) }
    }
  }

  private func isWanted(_ row: CSVRow, _ columns: SeriesColumns) -> Bool {
    guard let symbol = layout.symbol, let field = columns.symbol else { return true }
    if row.bytes(field).elementsEqual(symbol.value.utf8) { return true }
    if otherSymbols.count < 20 { otherSymbols.insert(row.text(field)) }
    return false
  }

  private func isInRange(_ time: Timestamp) -> Bool {
    time >= start ?? time && end.map { time < $0 } ?? true
  }

  /// The values of a row; `nil` when it is left out.
  private func values(
    of row: CSVRow, _ columns: SeriesColumns, _ problems: inout ProblemLog
  ) -> [Double]? {
    var values: [Double] = []
    values.reserveCapacity(columns.fields.count)
    for (index, field) in columns.fields.enumerated() {
      let position = columns.firstValue + index
      guard isMissing(row, position) else {
        values.append(number(row, position, field, &problems))
        continue
      }
      guard !mayLack(field) else {
        values.append(.nan)
        continue
      }
      guard layout.policies[.missing] == .refuse else {
        dropped[.missing, default: 0] += 1
        return nil
      }
      _ = row.number(position, problems: &problems)
      values.append(.nan)
    }
    return values
  }

  private func isMissing(_ row: CSVRow, _ field: Int) -> Bool {
    let bytes = row.bytes(field)
    return bytes.isEmpty || layout.missingText.map { bytes.elementsEqual($0.utf8) } ?? false
  }

  /// A curve may lack tenors that did not exist yet.
  private func mayLack(_ field: SeriesField) -> Bool {
    layout.kind == .rates && field.usual.isEmpty
  }

  private func number(
    _ row: CSVRow, _ position: Int, _ field: SeriesField, _ problems: inout ProblemLog
  ) -> Double {
    guard let number = row.number(position, problems: &problems) else { return .nan }
    let fault = ValueFault(row, position)
    if number.magnitude > Bounds.largest { problems.add(fault.tooLarge) }
    switch field.rule {
    case .price:
      if number <= 0, !layout.allowsNonPositive { problems.add(fault.nonPositive(layout.kind)) }
    case .amount: if number < 0 { problems.add(fault.negative) }
    case .any: break
    }
    return number * layout.scale
  }

  /// Whether the prices of a bar contradict each other and the row is left out for it.
  private func isImpossible(
    _ values: [Double], _ row: CSVRow, _ columns: SeriesColumns, _ problems: inout ProblemLog
  ) -> Bool {
    guard columns.bar.areSeveral,
      let problem = BarCheck(columns, values).problem(row)
    else { return false }
    switch layout.policies[.impossibleBar] {
    case .drop: dropped[.impossibleBar, default: 0] += 1
    case .keep: remarks.add(problem.with(.warning))
    default: problems.add(problem)
    }
    return layout.policies[.impossibleBar] == .drop
  }

  private func nothingRead(_ file: String) -> Problem? {
    if let symbol = layout.symbol {
      let others = otherSymbols.sorted().prefix(5).map { "`\(shown($0))`" }
      return Problem(
        at: Place(file), "no row has `\(shown(symbol.value))` in \(shown(symbol.column))",
        code: "unknown-symbol", hint: "it holds \(others.joined(separator: ", "))")
    }
    guard layout.from != nil || layout.to != nil else { return nil }
    return Problem(
      at: Place(file), "no row lies between the declared from and to", code: "empty-range",
      hint: "widen  from  and  to,  or remove them")
  }
}

extension Problem {
  /// The same with another severity.
  func with(_ severity: Severity) -> Problem {
    Problem(severity, at: place, message, code: code, hint: hint)
  }
}
