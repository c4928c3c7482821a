public import MarginCore

/// One data row, its fields numbered in the order in which the columns were asked for.
///
/// Valid only inside the closure it is handed to.
public struct CSVRow {
  let record: CSVRecord
  let layout: CSVLayout

  /// The line the row starts on, from 1.
  public var line: Int { record.line }

  /// The field as text.
  public func text(_ field: Int) -> String { record.string(layout.positions[field]) }

  /// Whether the field holds nothing.
  public func isEmpty(_ field: Int) -> Bool { bytes(field).isEmpty }

  /// Where the field starts.
  public func place(_ field: Int) -> Place {
    let position = record.position(ofField: layout.positions[field])
    return Place(layout.file, line: position.line, column: position.column)
  }

  /// The field as a finite number; a problem when it is missing, not a number or out of range.
  public func number(_ field: Int, problems: inout ProblemLog) -> Double? {
    let bytes = bytes(field)
    if let value = decimalNumber(bytes), value.isFinite { return value }
    problems.add(bytes.isEmpty ? missing(field) : notANumber(field))
    return nil
  }

  /// The field as a moment; a problem when it is missing or neither a date nor a time with a zone.
  public func time(_ field: Int, problems: inout ProblemLog) -> Timestamp? {
    time(field, as: timestamp, problems: &problems)
  }

  /// The field as a moment that `parse` reads; a problem when it is missing or cannot be read.
  func time(
    _ field: Int, as parse: (UnsafeBufferPointer<UInt8>) -> Timestamp?,
    problems: inout ProblemLog
  ) -> Timestamp? {
    let bytes = bytes(field)
    if let value = parse(bytes) { return value }
    problems.add(bytes.isEmpty ? missing(field) : notATime(field))
    return nil
  }

  /// The name of the field's column, as the header has it.
  func name(_ field: Int) -> String { layout.names[field] }

  func bytes(_ field: Int) -> UnsafeBufferPointer<UInt8> { record[layout.positions[field]] }

  private func missing(_ field: Int) -> Problem {
    Problem(
      at: place(field), "\(name(field)) is empty", code: "missing-value",
      hint: "fill in the value or remove the row; nothing is carried forward")
  }

  private func notANumber(_ field: Int) -> Problem {
    let text = text(field)
    let isTooLarge = decimalNumber(bytes(field)) != nil
    return Problem(
      at: place(field),
      "\(name(field)) `\(shown(text))` is \(isTooLarge ? "too large" : "not a number")",
      code: isTooLarge ? "out-of-range" : "not-a-number",
      hint: isTooLarge ? "numbers end at about 1.8e308" : numberHint(for: text))
  }

  private func notATime(_ field: Int) -> Problem {
    let text = text(field)
    return Problem(
      at: place(field), "\(name(field)) `\(shown(text))` is not a date", code: "bad-date",
      hint: timeHint(for: text))
  }
}

/// Which columns of a file are wanted, and where they are.
final class CSVLayout: Sendable {
  let file: String
  let names: [String]
  let positions: [Int]

  init(_ header: CSVHeader, positions: [Int]) {
    file = header.file
    names = positions.map { shown(header.names[$0]) }
    self.positions = positions
  }

  /// Whether no column is wanted twice; one that is has a value of each kind only row by row.
  var isOneToOne: Bool { Set(positions).count == positions.count }
}
