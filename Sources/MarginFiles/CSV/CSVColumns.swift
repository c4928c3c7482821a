public import MarginCore

/// A column to be read as values.
public struct CSVColumn: Sendable {
  /// What the values are.
  public enum Kind: Sendable {
    /// Finite decimal numbers.
    case number
    /// ISO 8601 dates, and times with a zone.
    case isoTime
    /// Moments, as a function reads them from the bytes of a field.
    case time(@Sendable (UnsafeBufferPointer<UInt8>) -> Timestamp?)
  }

  /// The name in the header.
  public let name: String
  /// What the values are.
  public let kind: Kind

  /// A column of values.
  public init(_ name: String, _ kind: Kind) { (self.name, self.kind) = (name, kind) }
}

/// Some successive rows of a file as columns of values; valid only inside the closure it is handed to.
///
/// Rows in which a value is missing or wrong are left out; their problems have been collected.
public struct CSVColumns {
  /// How many rows there are.
  public let count: Int

  let values: [UnsafeMutableRawPointer]
  let source: CSVSource
  let layout: CSVLayout

  /// The values of a column of numbers, by its place among the columns asked for.
  public func numbers(_ column: Int) -> UnsafeBufferPointer<Double> {
    UnsafeBufferPointer(start: values[column].assumingMemoryBound(to: Double.self), count: count)
  }

  /// The values of a column of moments, by its place among the columns asked for.
  public func times(_ column: Int) -> UnsafeBufferPointer<Timestamp> {
    UnsafeBufferPointer(start: values[column].assumingMemoryBound(to: Timestamp.self), count: count)
  }

  /// Where a value starts in the file; found by reading the lines again, so for messages only.
  public func place(_ column: Int, row: Int) -> Place {
    let position = source.record(row).position(ofField: layout.positions[column])
    return Place(layout.file, line: position.line, column: position.column)
  }
}

/// Where the rows of columns come from.
enum CSVSource {
  /// Plain lines; of some, by their numbers among them, there are no values.
  case lines(CSVLines, leftOut: [Int], delimiter: UInt8)
  /// A single row.
  case record(CSVRecord)

  /// The row, as far as it takes to find a field.
  func record(_ row: Int) -> CSVRecord {
    switch self {
    case .record(let record): record
    case .lines(let lines, let leftOut, let delimiter):
      lines.record(leftOut.reduce(row) { $1 <= $0 ? $0 + 1 : $0 }, delimiter: delimiter)
    }
  }
}

extension CSVLines {
  /// One of the lines as a row whose fields have not been cut.
  fileprivate func record(_ index: Int, delimiter: UInt8) -> CSVRecord {
    let none = (
      text: UnsafeBufferPointer<UInt8>(start: nil, count: 0),
      ends: UnsafeBufferPointer<Int>(start: nil, count: 0)
    )
    return CSVRecord(
      line: firstLine + index, raw: line(index), text: none.text, ends: none.ends,
      delimiter: delimiter, isPlain: true)
  }

  /// One of the lines, by its number among them.
  func line(_ index: Int) -> UnsafeBufferPointer<UInt8> {
    line(at: (0..<index).reduce(0) { start, _ in start + line(at: start).count })
  }
}
