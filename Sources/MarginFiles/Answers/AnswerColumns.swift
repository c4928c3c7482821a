/// The columns of an answered table: those of the file, then the answers.
struct AnswerColumns {
  /// The file's columns that are handed through, by position.
  let kept: [Int]
  /// The file's columns that give way to an answer of the same name.
  let replaced: [String]
  /// The names of the file's columns, all of them.
  let names: [String]
  /// For each of the file's columns, whether it holds numbers.
  let areNumbers: [Bool]
  /// The names of the numbers answered.
  let answers: [String]
  /// Whether a last column says why a row has no answer.
  let tellsProblems: Bool

  init(_ header: CSVHeader, _ table: AnswerTable) {
    let added = Set(table.answers + (table.tellsProblems ? ["problem"] : []))
    names = header.names
    kept = names.indices.filter { !added.contains(header.names[$0]) }
    replaced = names.filter(added.contains)
    areNumbers = names.map(table.numbers.contains)
    (answers, tellsProblems) = (table.answers, table.tellsProblems)
  }

  /// The names of all columns written.
  var written: [String] {
    kept.map { names[$0] } + answers + (tellsProblems ? ["problem"] : [])
  }
}
