internal import MarginCore
internal import MarginReplay

/// Settings as YAML text: one key a line, two spaces per level, a fixed form for every value.
enum CanonicalYAML {
  /// The text of a whole file.
  static func text(of record: Record) -> String {
    lines(of: record).map { $0 + "\n" }.joined()
  }

  private static func lines(of record: Record) -> [String] {
    record.entries.flatMap { lines(of: $0.value, called: word($0.name)) }
  }

  private static func lines(of value: Setting, called key: String) -> [String] {
    switch value.content {
    case .record(let record) where !record.entries.isEmpty:
      ["\(key):"] + lines(of: record).map { "  " + $0 }
    case .list(let values) where values.contains { $0.record != nil }:
      ["\(key):"] + values.flatMap { item($0) }
    default: ["\(key): \(inline(value))"]
    }
  }

  /// One element of a list, on lines of its own.
  private static func item(_ value: Setting) -> [String] {
    let lines = value.record.map { Self.lines(of: $0) } ?? [inline(value)]
    return lines.enumerated().map { ($0 == 0 ? "  - " : "    ") + $1 }
  }

  /// A value that fits on the line of its key.
  static func inline(_ value: Setting) -> String {
    switch value.content {
    case .text(let text): word(text)
    case .number(let number): numberText(number)
    case .money(let amount, let currency):
      currency.isEmpty ? amountText(amount) : "\(amountText(amount)) \(currency)"
    case .span(let span): durationText(span)
    case .grace(let grace): text(of: grace)
    case .time(let time): time.description
    case .flag(let flag): String(flag)
    case .list(let values): "[\(values.map { inline($0) }.joined(separator: ", "))]"
    case .record(let record):
      "{\(record.entries.map { "\(word($0.name)): \(inline($0.value))" }.joined(separator: ", "))}"
    }
  }

  private static func text(of grace: SettlementRules.Grace) -> String {
    switch grace {
    case .steps(1): "1 step"
    case .steps(let count): "\(count) steps"
    case .span(let span): durationText(span)
    }
  }

  /// `text` as it is where YAML reads it as nothing but text, else in quotes.
  static func word(_ text: String) -> String { isPlain(text) ? text : quoted(text) }

  private static func isPlain(_ text: String) -> Bool {
    let allowed = Set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_./ ()>=+*?^")
    let reserved = ["null", "Null", "NULL", "true", "false", "yes", "no", "on", "off"]
    guard let first = text.first, first.isASCII, first.isLetter || first.isNumber || first == "."
    else {
      return false
    }
    return text.last != " " && text.allSatisfy(allowed.contains) && !reserved.contains(text)
  }
}
