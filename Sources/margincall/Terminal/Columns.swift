import Foundation

/// Two decimals for people, in a fixed locale.
func amount(_ value: Double) -> String {
  String(format: "%.2f", locale: Locale(identifier: "en_US_POSIX"), value)
}

/// An amount of coins with eight decimals for people, in a fixed locale.
func coinAmount(_ value: Double) -> String {
  String(format: "%.8f", locale: Locale(identifier: "en_US_POSIX"), value)
}

/// A signed percentage for people, in a fixed locale.
func percent(_ value: Double) -> String {
  String(format: "%+.2f %%", locale: Locale(identifier: "en_US_POSIX"), 100 * value)
}

/// `text` with blanks after it up to `width`.
func padded(_ text: String, _ width: Int) -> String {
  text + String(repeating: " ", count: max(0, width - text.count))
}

/// `text` with blanks before it up to `width`.
func leftPadded(_ text: String, _ width: Int) -> String {
  String(repeating: " ", count: max(0, width - text.count)) + text
}

/// Rows of texts as lines, each column as wide as its widest text and two blanks apart.
func aligned(_ rows: [[String]]) -> String {
  let count = rows.map(\.count).max() ?? 0
  let widths = (0..<count).map { column in
    rows.compactMap { $0.indices.contains(column) ? $0[column].count : nil }.max() ?? 0
  }
  return rows.map { row in
    zip(row, widths).map { padded($0, $1) }.joined(separator: "  ").trimmingTrailingBlanks
  }.joined(separator: "\n")
}

extension String {
  fileprivate var trimmingTrailingBlanks: String {
    String(self[..<(lastIndex { $0 != " " }.map(index(after:)) ?? startIndex)])
  }
}
