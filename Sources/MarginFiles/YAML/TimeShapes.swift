internal import MarginCore
internal import MarginReplay

/// A length of time such as `30d`, `8h`, `15m`, `1s` or `2w`.
struct DurationShape: ScalarShape {
  let least: TimeSpan

  /// Any length but none.
  static let positive = DurationShape(atLeast: TimeSpan(microseconds: 1_000_000))

  init(atLeast least: TimeSpan = .zero) {
    self.least = least
  }

  var noun: String { "a duration such as 30d, 8h or 15m" }

  var schema: JSONValue { .pattern("^[0-9][0-9_]* ?[wdhms]$") }

  func read(_ text: String) throws(Defect) -> Setting.Content { .span(try span(text)) }

  func span(_ text: String) throws(Defect) -> TimeSpan {
    guard let unit = durationUnits.first(where: { text.hasSuffix($0.name) }),
      let count = finiteNumber(text.dropLast().trimmed), count.rounded() == count, count >= 0
    else {
      throw Defect("`\(shown(text))` is not a duration", "bad-duration", hint: hint(text))
    }
    let seconds = count * Double(unit.seconds)
    guard seconds <= 100 * 365 * 86400, seconds * 1e6 >= Double(least.microseconds) else {
      throw Defect(
        "`\(shown(text))` is out of range", "out-of-range",
        hint: "give at least \(durationText(least)) and at most 36500d")
    }
    return TimeSpan(microseconds: Int64(seconds) * 1_000_000)
  }

  private func hint(_ text: String) -> String {
    finiteNumber(text) == nil
      ? "write a whole number and a unit: w, d, h, m or s"
      : "add a unit: \(shown(text))d is so many days, \(shown(text))h so many hours"
  }
}

private let durationUnits: [(name: String, seconds: Int64)] = [
  ("w", 604_800), ("d", 86_400), ("h", 3600), ("m", 60), ("s", 1),
]

/// `span` in the largest of days, hours, minutes and seconds that gives a whole number.
func durationText(_ span: TimeSpan) -> String {
  let seconds = span.microseconds / 1_000_000
  let unit = durationUnits.dropFirst().first { seconds.isMultiple(of: $0.seconds) }
  return unit.map { "\(seconds / $0.seconds)\($0.name)" } ?? "\(seconds)s"
}

/// Time to meet a margin call: a duration, or a number of steps.
struct GraceShape: ScalarShape {
  var noun: String { "a duration such as 1d, or a number of steps such as 2 steps" }

  var schema: JSONValue { .pattern("^[0-9][0-9_]* ?([wdhms]|steps?)$") }

  func read(_ text: String) throws(Defect) -> Setting.Content {
    let parts = text.split(separator: " ")
    guard parts.count == 2, ["step", "steps"].contains(parts[1]) else {
      return .grace(.span(try DurationShape().span(text)))
    }
    guard let count = finiteNumber(String(parts[0])), let steps = Int(exactly: count) else {
      throw .wrongType(text, noun)
    }
    try Bounds(0...1_000_000).check(count, writtenAs: text)
    return .grace(.steps(steps))
  }
}

/// A calendar day, `1987-08-03`.
struct DayShape: ScalarShape {
  var noun: String { "a date such as 1987-08-03" }

  var schema: JSONValue { .object([("type", .string("string")), ("format", .string("date"))]) }

  func read(_ text: String) throws(Defect) -> Setting.Content {
    guard let day = CalendarDay(iso: text) else { throw badDate(text, noun) }
    return .time(day.start)
  }
}

/// A calendar day, or a moment with its zone.
struct MomentShape: ScalarShape {
  var noun: String { "a date such as 1987-10-16, or a time such as 2020-03-12T08:00:00Z" }

  var schema: JSONValue { .pattern("^[0-9]{4}-[0-9]{2}-[0-9]{2}(T[0-9:.]+(Z|[-+][0-9:]+))?$") }

  func read(_ text: String) throws(Defect) -> Setting.Content {
    let time = Array(text.utf8).withUnsafeBufferPointer { timestamp($0) }
    guard let time else { throw badDate(text, noun) }
    return .time(time)
  }
}

private func badDate(_ text: String, _ noun: String) -> Defect {
  Defect("`\(shown(text))` is not a date that exists", "bad-date", hint: "write \(noun)")
}

extension Substring {
  /// The text without a space at its end.
  var trimmed: String { String(last == " " ? dropLast() : self) }
}
