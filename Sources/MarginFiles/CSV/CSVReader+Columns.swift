import MarginCore

/// Reads columns of a CSV file as values, many rows at a time, in memory that does not grow with the
/// file.
///
/// The rules are those of ``readCSV(_:named:dialect:columns:visit:)``. Rows with a missing or wrong
/// value are left out, and their problems thrown at the end.
///
/// - Parameters:
///   - path: The file; `-` for standard input.
///   - displayName: What problems call the file.
///   - dialect: How the file departs from RFC 4180.
///   - columns: The wanted columns; ``CSVColumns`` numbers them in this order.
///   - usesTwoCores: Whether lines without quotes are cut by two threads; the result is the same.
///   - visit: Called with the rows in the order of the file; problems it adds are collected.
/// - Returns: The digest of the bytes read, and the number of data rows.
public func readColumns(
  _ path: String, named displayName: String, dialect: CSVDialect = CSVDialect(),
  columns: [CSVColumn], usesTwoCores: Bool = true,
  visit: (CSVColumns, inout ProblemLog) -> Void
) throws(FileError) -> FileDigest {
  var reader = CSVReader(name: displayName, dialect: dialect) { header, problems in
    header.positions(of: columns.map(\.name), problems: &problems)
  }
  let cutter = ColumnCutter(columns, usesTwoCores: usesTwoCores)
  return try reader.scan(path, { event, reader in cutter.take(event, &reader, visit) }, { _ in })
}

/// Turns what the stream finds into columns: plain lines at once, other rows one by one.
private final class ColumnCutter {
  private let columns: [CSVColumn]
  private let usesTwoCores: Bool
  private var cutter: LineCutter?

  init(_ columns: [CSVColumn], usesTwoCores: Bool) {
    (self.columns, self.usesTwoCores) = (columns, usesTwoCores)
  }

  func take(
    _ event: CSVEvent, _ reader: inout CSVReader,
    _ visit: (CSVColumns, inout ProblemLog) -> Void
  ) {
    guard case .lines(let lines) = event, let layout = reader.layout, layout.isOneToOne else {
      return reader.handle(event) { row, problems in take(row, &problems, visit) }
    }
    for (part, parser) in prepared(reader, layout).cut(lines) {
      reader.count(part.count - parser.leftOut.count)
      visit(parser.columns(of: part, layout), &reader.problems)
      refuse(parser.leftOut, of: part, &reader)
    }
  }

  private func prepared(_ reader: CSVReader, _ layout: CSVLayout) -> LineCutter {
    if let cutter { return cutter }
    let made = LineCutter(columns.map(\.kind.cut), reader, layout, usesTwoCores: usesTwoCores)
    cutter = made
    return made
  }

  /// Reads lines that have no values again, one by one, which tells what is wrong with them.
  private func refuse(_ leftOut: [Int], of lines: CSVLines, _ reader: inout CSVReader) {
    var (index, start) = (0, 0)
    for number in leftOut {
      while index < number { (index, start) = (index + 1, start + lines.line(at: start).count) }
      let line = CSVLines(lines.line(at: start), firstLine: lines.firstLine + number)
      reader.take(line) { row, problems in take(row, &problems) { _, _ in } }
    }
  }

  /// A single row as columns, unless one of its values is missing or wrong.
  private func take(
    _ row: CSVRow, _ problems: inout ProblemLog, _ visit: (CSVColumns, inout ProblemLog) -> Void
  ) {
    let before = problems.count
    var values = columns.enumerated().map { bits(of: $1.kind, row, $0, &problems) }
    guard problems.count == before else { return }
    values.withUnsafeMutableBytes { bytes in
      guard let base = bytes.baseAddress else { return }
      let columns = CSVColumns(
        count: 1, values: columns.indices.map { base + 8 * $0 }, source: .record(row.record),
        layout: row.layout)
      visit(columns, &problems)
    }
  }

  private func bits(
    of kind: CSVColumn.Kind, _ row: CSVRow, _ field: Int, _ problems: inout ProblemLog
  ) -> UInt64 {
    switch kind {
    case .number: row.number(field, problems: &problems)?.bitPattern ?? 0
    case .isoTime: bits(row.time(field, problems: &problems))
    case .time(let parse): bits(row.time(field, as: parse, problems: &problems))
    }
  }

  private func bits(_ time: Timestamp?) -> UInt64 { UInt64(bitPattern: time?.microseconds ?? 0) }
}

extension CSVColumn.Kind {
  fileprivate var cut: ColumnKind {
    switch self {
    case .number: .number
    case .isoTime: .isoTime
    case .time(let parse): .time(parse)
    }
  }
}
