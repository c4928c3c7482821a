/// How a file departs from RFC 4180: another delimiter, lines before the header, comments.
///
/// Nothing of it is guessed, since a wrong guess would read wrong numbers: whoever brings the file
/// declares it.
public struct CSVDialect: Sendable, Hashable {
  /// What separates the fields of a row.
  public enum Delimiter: UInt8, Sendable, CaseIterable {
    /// `,`
    case comma = 0x2C
    /// `;`
    case semicolon = 0x3B
    /// A tab.
    case tab = 0x09
  }

  /// What separates the fields of a row.
  public var delimiter: Delimiter
  /// A line that starts with it is skipped, unless it continues a quoted value; `nil` when no line is.
  public var commentPrefix: String?
  /// How many lines before the header are skipped, whatever they hold.
  public var preambleLines: Int
  /// The names of the columns of a file without a header; `nil` when its first line names them.
  public var columnNames: [String]?

  /// A dialect; RFC 4180 where nothing is said.
  public init(
    delimiter: Delimiter = .comma, commentPrefix: String? = nil, preambleLines: Int = 0,
    columnNames: [String]? = nil
  ) {
    self.delimiter = delimiter
    self.commentPrefix = commentPrefix
    self.preambleLines = preambleLines
    self.columnNames = columnNames
  }
}

extension CSVDialect.Delimiter {
  /// The delimiter as layouts name it.
  var word: String { self == .tab ? "tab" : String(UnicodeScalar(rawValue)) }

  /// The delimiter in words, for messages.
  var name: String {
    switch self {
    case .comma: "a comma"
    case .semicolon: "a semicolon"
    case .tab: "a tab"
    }
  }
}
