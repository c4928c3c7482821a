import Foundation

/// Two decimals for people, in a fixed locale.
func amount(_ value: Double) -> String {
  String(format: "%.2f", locale: Locale(identifier: "en_US_POSIX"), value)
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
