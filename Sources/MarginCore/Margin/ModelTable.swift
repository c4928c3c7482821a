/// A list of rows that a parameter file may give beside a family's numbers.
public struct ModelTable: Sendable, Equatable {
  /// Its name in kebab-case.
  public let name: String
  /// What one row states.
  public let meaning: String
  /// The columns, in the order they are listed to users.
  public let columns: [Column]
  /// What rows owe one another, if anything.
  public let rule: Rule?

  /// What must hold among the rows of a table.
  public enum Rule: Sendable, Equatable {
    /// No two rows have the same word in this column.
    case distinct(String)
    /// Rows that agree in one column have every one of these words in another among them.
    case complete([String], in: String, forEach: String)
  }

  /// One entry of a row.
  public struct Column: Sendable, Equatable {
    /// Its name in kebab-case.
    public let name: String
    /// What it means, with its unit.
    public let meaning: String
    /// What may stand there.
    public let content: Content
    /// Whether every row must have it.
    public let isRequired: Bool

    /// A column called `name`.
    public init(_ name: String, _ meaning: String, _ content: Content, isRequired: Bool = false) {
      (self.name, self.meaning) = (name, meaning)
      (self.content, self.isRequired) = (content, isRequired)
    }
  }

  /// What may stand in a column.
  public enum Content: Sendable, Equatable {
    /// Any name.
    case name
    /// One of these words.
    case word([String])
    /// A number in the range.
    case number(ClosedRange<Double>)
  }

  /// A table called `name`.
  public init(_ name: String, _ meaning: String, columns: [Column], rule: Rule? = nil) {
    (self.name, self.meaning, self.columns, self.rule) = (name, meaning, columns, rule)
  }

  /// The first row that breaks the rule, and why in words; `nil` when none does.
  public func fault(in rows: [ParameterRow]) -> (row: Int, reason: String)? {
    switch rule {
    case nil: nil
    case .distinct(let column):
      rows.indices.lazy.filter { row in
        rows[..<row].contains { $0.word(column) == rows[row].word(column) }
      }.first.map { ($0, "\(rows[$0].word(column) ?? "") has a row already") }
    case .complete(let words, let column, let group):
      rows.indices.lazy.filter { row in
        let members = rows.filter { $0.word(group) == rows[row].word(group) }
        return !words.allSatisfy { word in members.contains { $0.word(column) == word } }
      }.first.map {
        (
          $0,
          "\(group) \(rows[$0].word(group) ?? "") lacks a row with \(column) "
            + words.joined(separator: " or ")
        )
      }
    }
  }
}

/// One row of a table: words and numbers by column.
public struct ParameterRow: Sendable, Equatable {
  private let words: [String: String]
  private let numbers: [String: Double]

  /// A row with these entries.
  public init(words: [String: String] = [:], numbers: [String: Double] = [:]) {
    (self.words, self.numbers) = (words, numbers)
  }

  /// The word in a column; `nil` when the row has none.
  public func word(_ column: String) -> String? { words[column] }

  /// The number in a column; `nil` when the row has none.
  public func number(_ column: String) -> Double? { numbers[column] }
}
