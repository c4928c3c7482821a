internal import MarginCore

/// The name of a preset.
struct PresetShape: ScalarShape {
  var noun: String { "the name of a preset such as \(PresetCatalogue.ids.first ?? "")" }
  var schema: JSONValue { .object([("type", .string("string"))]) }

  func read(_ text: String) throws(Defect) -> Setting.Content {
    guard PresetCatalogue.ids.contains(text) else {
      throw Defect(
        "`\(shown(text))` is not a preset", "unknown-preset",
        hint: hint(for: text, among: PresetCatalogue.ids))
    }
    return .text(text)
  }
}

/// A zone: `UTC`, `UTC+3` or an IANA name.
struct ZoneShape: ScalarShape {
  var noun: String { "a zone such as UTC, UTC+3 or America/New_York" }
  var schema: JSONValue { .object([("type", .string("string"))]) }

  func read(_ text: String) throws(Defect) -> Setting.Content {
    guard TimeZoneRule(text) != nil else {
      throw Defect(
        "`\(shown(text))` is not a zone", "unknown-timezone",
        hint: "write UTC, an offset such as UTC+3, or an IANA name such as America/New_York")
    }
    return .text(text)
  }
}

/// A layout of times, such as `MM/dd/yyyy`.
struct TimePatternShape: ScalarShape {
  var noun: String { "a layout of times such as MM/dd/yyyy or yyyy-MM-dd HH:mm" }
  var schema: JSONValue { .object([("type", .string("string"))]) }

  func read(_ text: String) throws(Defect) -> Setting.Content {
    guard TimePattern(text) != nil else {
      throw Defect(
        "`\(shown(text))` is not \(noun)", "bad-time-format",
        hint: "yyyy, MM, dd, and if need be HH (or hh and a), mm, ss, SSS, XXX; each once")
    }
    return .text(text)
  }
}

/// A time of day, `16:00`.
struct TimeOfDayShape: ScalarShape {
  var noun: String { "a time of day such as 16:00" }
  var schema: JSONValue { .pattern("^[0-2][0-9]:[0-5][0-9]$") }

  func read(_ text: String) throws(Defect) -> Setting.Content {
    guard timeOfDaySpan(text) != nil else { throw .wrongType(text, noun) }
    return .text(text)
  }
}

/// The time from midnight to `16:00`, on a day without change of clocks.
func timeOfDaySpan(_ text: String) -> TimeSpan? {
  let parts = text.split(separator: ":", omittingEmptySubsequences: false)
  let areDigits = parts.allSatisfy { part in
    part.utf8.count == 2 && part.utf8.allSatisfy { (0x30...0x39).contains($0) }
  }
  guard areDigits, parts.count == 2, let hour = Int(parts[0]), let minute = Int(parts[1]),
    hour < 24, minute < 60
  else { return nil }
  return TimeSpan(microseconds: Int64(hour * 60 + minute) * 60_000_000)
}

/// A comma, a semicolon or a tab.
struct DelimiterShape: ScalarShape {
  var noun: String { "one of `,`, `;` and tab" }
  var schema: JSONValue { .object([("enum", .array([",", ";", "tab"].map { .string($0) }))]) }

  func read(_ text: String) throws(Defect) -> Setting.Content {
    guard let delimiter = CSVDialect.Delimiter(text) else { throw .wrongType(text, noun) }
    return .text(delimiter == .tab ? "tab" : text)
  }
}

extension CSVDialect.Delimiter {
  /// The delimiter that a layout names.
  init?(_ text: String) {
    switch text {
    case ",": self = .comma
    case ";": self = .semicolon
    case "tab", "\t": self = .tab
    default: return nil
    }
  }
}
