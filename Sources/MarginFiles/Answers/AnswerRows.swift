/// Answers every row of a CSV file, in constant memory, in the order of the file.
///
/// Every row is written as the file has it, all its columns, with the answers after them; a column of
/// the file that has the name of an answer gives way to it. A row that cannot be answered keeps its
/// place with empty answers; one that cannot be read at all (with another number of fields than the
/// header, say) has no row in the output. Either way its problem is collected and the rows after it
/// are answered.
///
/// - Parameters:
///   - path: The file; `-` for standard input.
///   - displayName: What problems call the file.
///   - table: The columns and the calculation.
///   - format: The form of the output.
///   - output: Where the answers go; the caller finishes it.
/// - Returns: The number of rows read and every row's problems.
/// - Throws: ``FileError`` when nothing can be answered, or reading or writing fails.
public func answerRows(
  of path: String, named displayName: String, with table: AnswerTable,
  as format: AnswerText = .csv, to output: AnswerOutput
) throws(FileError) -> RowAnswers {
  let writer = SharedWriter(AnswerWriter(table, as: format, to: output))
  var reader = CSVReader(name: displayName) { writer.value.begin($0, &$1) }
  do throws(FileError) {
    _ = try reader.read(path) { row, problems in writer.value.take(row, &problems) }
  } catch {
    guard case .invalid = error, reader.hasLayout else { throw error }
  }
  writer.value.finish()
  try output.check()
  return RowAnswers(
    rows: reader.rows, problems: reader.problems, warnings: writer.value.warnings)
}

/// What became of a file's rows.
public struct RowAnswers: Sendable {
  /// How many rows there were, unreadable ones included.
  public let rows: Int
  /// What was wrong with some of them.
  public let problems: ProblemLog
  /// What the user should know although nothing is wrong with the rows.
  public let warnings: [Problem]
}

/// A writer that the two closures of a reading share.
private final class SharedWriter {
  var value: AnswerWriter

  init(_ value: AnswerWriter) { self.value = value }
}
