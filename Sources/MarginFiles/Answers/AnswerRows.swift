/// Answers every row of a CSV file, in constant memory, in the order of the file.
///
/// A row that cannot be answered keeps its place with its id and empty values; one that cannot be
/// read at all (with another number of fields than the header, say) has no row in the output. Either
/// way its problem is collected and the rows after it are answered.
///
/// - Parameters:
///   - path: The file; `-` for standard input.
///   - displayName: What problems call the file.
///   - table: The columns and the calculation.
///   - output: Where the answers go; the caller finishes it.
/// - Returns: The number of rows read and every row's problems.
/// - Throws: ``FileError`` when nothing can be answered, or reading or writing fails.
public func answerRows(
  of path: String, named displayName: String, with table: AnswerTable, to output: AnswerOutput
) throws(FileError) -> RowAnswers {
  let writer = SharedWriter(AnswerWriter(table, to: output))
  var reader = CSVReader(name: displayName) { writer.value.begin($0, &$1) }
  do throws(FileError) {
    _ = try reader.read(path) { row, problems in writer.value.take(row, &problems) }
  } catch {
    guard case .invalid = error, reader.hasLayout else { throw error }
  }
  writer.value.flush()
  try output.check()
  return RowAnswers(rows: reader.rows, problems: reader.problems)
}

/// What became of a file's rows.
public struct RowAnswers: Sendable {
  /// How many rows there were, unreadable ones included.
  public let rows: Int
  /// What was wrong with some of them.
  public let problems: ProblemLog
}

/// A writer that the two closures of a reading share.
private final class SharedWriter {
  var value: AnswerWriter

  init(_ value: AnswerWriter) { self.value = value }
}
