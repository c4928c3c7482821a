/// The form in which answered rows are written.
public enum AnswerText: Sendable {
  /// CSV: a header, then one line per row.
  case csv
  /// JSON: an array with one object per row.
  case json
}

/// Writes answered rows into a buffer.
protocol AnswerFormat {
  /// What has been written.
  var bytes: [UInt8] { get }

  /// Begins the text, once the columns are known.
  mutating func begin(_ columns: AnswerColumns)
  /// Writes a row with its answers; they are empty when there are problems.
  mutating func write(_ record: CSVRecord, _ answer: Answer)
  /// Ends the text.
  mutating func end()
  /// Forgets what has been written, once it is elsewhere.
  mutating func clear()
}
