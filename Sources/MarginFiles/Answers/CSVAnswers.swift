/// Answered rows as CSV: the row as the file has it, then the answers.
struct CSVAnswers: AnswerFormat {
  private var columns: AnswerColumns?
  private var writer = TableWriter()

  var bytes: [UInt8] { writer.bytes }

  mutating func begin(_ columns: AnswerColumns) {
    self.columns = columns
    columns.written.forEach { writer.text($0) }
    writer.endRow()
  }

  mutating func write(_ record: CSVRecord, _ answer: Answer) {
    guard let columns else { return }
    copy(record, columns)
    for index in columns.answers.indices { writer.number(answer.number(index)) }
    if columns.tellsProblems { writer.text(answer.problems.kept.first?.message ?? "") }
    writer.endRow()
  }

  mutating func end() {}

  mutating func clear() { writer.clear() }

  private mutating func copy(_ record: CSVRecord, _ columns: AnswerColumns) {
    guard !columns.replaced.isEmpty else { return writer.fields(record.rawFields) }
    var kept = columns.kept[...]
    record.forEachRawField { field, raw in
      guard kept.first == field else { return }
      writer.fields(raw)
      kept = kept.dropFirst()
    }
  }
}
