/// Answers the rows of one file, and writes each row with its answers as they come.
struct AnswerWriter {
  /// What the user should know although nothing is wrong.
  private(set) var warnings: [Problem] = []

  private let table: AnswerTable
  private let output: AnswerOutput
  private var format: any AnswerFormat
  private var fields: [Int?] = []
  private var answer = Answer()

  init(_ table: AnswerTable, as format: AnswerText, to output: AnswerOutput) {
    (self.table, self.output) = (table, output)
    self.format = format == .json ? JSONAnswers() : CSVAnswers()
  }

  /// Settles which columns are read; returns their positions.
  mutating func begin(_ header: CSVHeader, _ problems: inout ProblemLog) -> [Int]? {
    fields = table.fields(in: header)
    let present = zip(table.optional, fields.dropFirst(table.required.count))
      .filter { $0.1 != nil }.map(\.0)
    guard let positions = header.positions(of: table.required + present, problems: &problems)
    else { return nil }
    let columns = AnswerColumns(header, table)
    warnings = columns.replaced.map(header.replaced)
    format.begin(columns)
    return positions
  }

  mutating func take(_ row: CSVRow, _ problems: inout ProblemLog) {
    answer.clear()
    table.answer(Question(row: row, fields: fields), &answer)
    refuseUnwritable(row)
    answer.problems.kept.forEach { problems.add($0) }
    format.write(row.record, answer)
    if format.bytes.count >= 64 * 1024 { flush() }
  }

  /// Ends the text, and hands the last of it to the output.
  mutating func finish() {
    format.end()
    flush()
  }

  private mutating func flush() {
    output.write(format.bytes)
    format.clear()
  }

  /// A number that is not finite must not pass for an empty value.
  private mutating func refuseUnwritable(_ row: CSVRow) {
    guard answer.problems.count == 0 else { return }
    guard let index = answer.numbers.firstIndex(where: { !$0.isFinite }) else { return }
    answer.problems.add(
      Problem(
        at: Place(row.layout.file, line: row.line),
        "\(table.answers[index]) leaves the range of numbers", code: "out-of-range",
        hint: "check the units of the row's values"))
  }
}

extension CSVHeader {
  fileprivate func replaced(_ name: String) -> Problem {
    Problem(
      .warning, at: Place(file, line: line),
      "column `\(shown(name))` of the file gives way to the answer of that name",
      code: "replaced-column", hint: "rename it in the file to keep both")
  }
}
