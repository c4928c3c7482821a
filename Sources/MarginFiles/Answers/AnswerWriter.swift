/// Answers the rows of one file, and writes the answers as they come.
struct AnswerWriter {
  private let table: AnswerTable
  private let output: AnswerOutput
  private var fields: [Int?] = []
  private var writer: TableWriter
  private var answer = Answer()

  init(_ table: AnswerTable, to output: AnswerOutput) {
    (self.table, self.output) = (table, output)
    writer = TableWriter(columns: table.columns)
  }

  /// Settles which columns are read; returns their positions.
  mutating func begin(_ header: CSVHeader, _ problems: inout ProblemLog) -> [Int]? {
    fields = table.fields(in: header)
    let present = zip(table.optional, fields.dropFirst(table.required.count))
      .filter { $0.1 != nil }.map(\.0)
    return header.positions(of: table.required + present, problems: &problems)
  }

  mutating func take(_ row: CSVRow, _ problems: inout ProblemLog) {
    answer.clear()
    table.answer(Question(row: row, fields: fields), &answer)
    refuseUnwritable(row)
    answer.problems.kept.forEach { problems.add($0) }
    write(row)
    if writer.bytes.count >= 64 * 1024 { flush() }
  }

  /// Hands the last rows to the output.
  mutating func flush() {
    output.write(writer.bytes)
    writer.clear()
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

  private mutating func write(_ row: CSVRow) {
    let isAnswered = answer.problems.count == 0
    writer.text(row.text(0))
    for index in table.answers.indices {
      writer.number(isAnswered && index < answer.numbers.count ? answer.numbers[index] : nil)
    }
    if table.tellsProblems { writer.text(answer.problems.kept.first?.message ?? "") }
    writer.endRow()
  }
}
