import MarginCore

/// Words around numbers.
enum Words {
  /// `1 call`, `3 calls`.
  static func counted(_ count: Int, _ noun: String) -> String {
    "\(NumberText.count(Double(count))) \(noun)\(count == 1 ? "" : "s")"
  }

  /// `once`, `twice`, `3 times`.
  static func times(_ count: Int) -> String {
    count == 1 ? "once" : count == 2 ? "twice" : Words.counted(count, "time")
  }

  /// `a`, `a and b`, `a, b and c`.
  static func listed(_ items: [String]) -> String {
    guard let last = items.last, items.count > 1 else { return items.first ?? "" }
    return items.dropLast().joined(separator: ", ") + " and " + last
  }

  /// A snake_case name as words; Reg T keeps its capitals, break-even its hyphen.
  static func label(_ name: String) -> String {
    if name == "capital_efficiency_vs_reg_t" { return "capital efficiency vs Reg T" }
    if name == "break_even_volatility" { return "break-even volatility" }
    return String(name.map { $0 == "_" ? " " : $0 })
  }

  /// The day of `time` when it is a midnight, its minute otherwise.
  static func moment(_ time: Timestamp) -> String {
    let text = time.text
    guard let mark = text.firstIndex(of: "T") else { return text }
    return text[..<mark] + " " + text[mark...].dropFirst().prefix(5)
  }
}

extension Timestamp {
  /// The moment in ISO 8601; the first day of representable time, which has no midnight, reads as
  /// the day after it.
  var text: String {
    let day = TimeSpan.day.microseconds
    return microseconds < .min + day ? (self + .day).description : description
  }
}
