/// Answered rows as a JSON array of objects, one a line.
///
/// Columns that the calculation reads as numbers are numbers, others are strings; an empty value is
/// `null`.
struct JSONAnswers: AnswerFormat {
  private(set) var bytes: [UInt8] = []

  private var columns: AnswerColumns?
  private var keys: [[UInt8]] = []
  private var hasRows = false
  private var hasMembers = false

  mutating func begin(_ columns: AnswerColumns) {
    self.columns = columns
    keys = columns.written.map { name in
      var key: [UInt8] = []
      writeJSONString(name, to: &key)
      return key + ": ".utf8
    }
    bytes.append(contentsOf: "[".utf8)
  }

  mutating func write(_ record: CSVRecord, _ answer: Answer) {
    guard let columns else { return }
    bytes.append(contentsOf: (hasRows ? ",\n{" : "\n{").utf8)
    (hasRows, hasMembers) = (true, false)
    var keys = keys[...]
    for field in columns.kept {
      member(keys.removeFirst())
      value(record[field], isNumber: columns.areNumbers[field])
    }
    for index in columns.answers.indices {
      member(keys.removeFirst())
      number(answer.number(index))
    }
    if let key = keys.first {
      member(key)
      text(answer.problems.kept.first?.message ?? "")
    }
    bytes.append(UInt8(ascii: "}"))
  }

  mutating func end() { bytes.append(contentsOf: "\n]\n".utf8) }

  mutating func clear() { bytes.removeAll(keepingCapacity: true) }

  private mutating func member(_ key: [UInt8]) {
    if hasMembers { bytes.append(contentsOf: ", ".utf8) }
    hasMembers = true
    bytes.append(contentsOf: key)
  }

  private mutating func value(_ field: UnsafeBufferPointer<UInt8>, isNumber: Bool) {
    if isNumber, let value = decimalNumber(field), value.isFinite { return number(value) }
    text(String(decoding: field, as: UTF8.self))
  }

  private mutating func text(_ value: String) {
    if value.isEmpty { return number(nil) }
    writeJSONString(value, to: &bytes)
  }

  private mutating func number(_ value: Double?) {
    guard let value else { return bytes.append(contentsOf: "null".utf8) }
    appendNumber(value, to: &bytes)
  }
}
