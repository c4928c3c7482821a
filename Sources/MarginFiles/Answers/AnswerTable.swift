/// A table that is answered row by row: what is read, what is written, and the calculation between.
///
/// `margincall implied-vol` is one such table and `margincall price` another; only the columns and
/// the calculation differ.
public struct AnswerTable: Sendable {
  /// Columns that must be there.
  public let required: [String]
  /// Columns that may be there.
  public let optional: [String]
  /// Those of both that hold numbers, and are numbers in JSON.
  public let numbers: [String]
  /// Columns that the calculation adds to those of the file.
  public let answers: [String]
  /// Whether a last column `problem` says why a row has no answer.
  public let tellsProblems: Bool
  /// The calculation; it adds one number per column of `answers`, or problems.
  ///
  /// A ``Question`` numbers its fields in the order of `required`, then `optional`.
  public let answer: @Sendable (Question, inout Answer) -> Void

  /// A table from its columns and its calculation.
  public init(
    required: [String], optional: [String] = [], numbers: [String] = [], answers: [String],
    tellsProblems: Bool,
    answer: @escaping @Sendable (Question, inout Answer) -> Void
  ) {
    (self.required, self.optional, self.numbers) = (required, optional, numbers)
    (self.answers, self.tellsProblems, self.answer) = (answers, tellsProblems, answer)
  }

  /// Where each column of `required` and `optional` is among those found.
  func fields(in header: CSVHeader) -> [Int?] {
    var found = required.count
    return required.indices.map(Optional.some)
      + optional.map { name in
        guard header.names.contains(name) else { return nil }
        defer { found += 1 }
        return found
      }
  }
}

/// One row to be answered; valid only inside the closure it is handed to.
public struct Question {
  let row: CSVRow
  let fields: [Int?]

  /// The text of a required column; empty for an optional one that is not there.
  public func text(_ column: Int) -> String { fields[column].map(row.text) ?? "" }

  /// The number of a column, or `nil` and a problem.
  public func number(_ column: Int, _ answer: inout Answer) -> Double? {
    fields[column].flatMap { row.number($0, problems: &answer.problems) }
  }

  /// The number of a column, `fallback` where it is missing or empty, or `nil` and a problem.
  public func number(_ column: Int, default fallback: Double, _ answer: inout Answer) -> Double? {
    guard let field = fields[column], !row.isEmpty(field) else { return fallback }
    return row.number(field, problems: &answer.problems)
  }

  /// The value of a column that holds one of a few words, or `nil` and a problem.
  public func choice<Word: RawRepresentable<String> & CaseIterable>(
    _ column: Int, _ type: Word.Type, _ answer: inout Answer
  ) -> Word? {
    let text = text(column)
    if let word = Word(rawValue: text) { return word }
    let words = Word.allCases.map(\.rawValue)
    answer.problems.add(
      Problem(
        at: place(column), "\(name(column)) `\(shown(text))` is not known",
        code: "unknown-value",
        hint: "write \(words.dropLast().joined(separator: ", ")) or \(words.last ?? "")"))
    return nil
  }

  /// The name of a column, as the header has it.
  public func name(_ column: Int) -> String { fields[column].map(row.name) ?? "" }

  /// Where the value of a column stands.
  public func place(_ column: Int) -> Place {
    fields[column].map(row.place) ?? Place(row.layout.file, line: row.line)
  }
}

/// What a calculation makes of one row: numbers, or problems.
public struct Answer {
  /// One number per answered column.
  public private(set) var numbers: [Double] = []
  /// Why there is no answer.
  public var problems = ProblemLog()

  /// Adds the number of the next column.
  public mutating func add(_ number: Double) { numbers.append(number) }

  /// The number of an answered column, unless there is none.
  func number(_ index: Int) -> Double? {
    problems.count == 0 && index < numbers.count ? numbers[index] : nil
  }

  mutating func clear() {
    numbers.removeAll(keepingCapacity: true)
    if problems.count > 0 { problems = ProblemLog() }
  }
}
