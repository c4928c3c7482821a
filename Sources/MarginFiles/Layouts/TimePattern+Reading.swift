internal import MarginCore

extension TimePattern {
  /// What `text` says in this pattern; `nil` when it is not of it or no such time exists.
  func read(_ text: UnsafeBufferPointer<UInt8>) -> WrittenTime? {
    var scanner = PatternScanner(text: text)
    for part in parts {
      guard scanner.take(part) else { return nil }
    }
    return scanner.position == text.count ? scanner.time(hasClock: hasClock) : nil
  }
}

/// A time as a file writes it, before its zone is settled.
enum WrittenTime: Equatable {
  /// A date alone.
  case day(CalendarDay)
  /// A reading of a wall clock somewhere: microseconds since 1970 as if it were UTC.
  case local(Int64)
  /// A moment, since its zone was written too.
  case moment(Timestamp)
}

/// Reads one text part by part.
private struct PatternScanner {
  let text: UnsafeBufferPointer<UInt8>
  var position = 0
  private var (year, month, day) = (0, 0, 0)
  private var (hour, minute, second, fraction) = (0, 0, 0, 0)
  private var isAfternoon: Bool?
  private var zone: Int?

  init(text: UnsafeBufferPointer<UInt8>) {
    self.text = text
  }

  mutating func take(_ part: TimePattern.Part) -> Bool {
    switch part {
    case .literal(let byte): take(byte)
    case .number(let quantity, let digits): takeNumber(quantity, digits)
    case .monthName: takeMonthName()
    case .halfDay: takeHalfDay()
    case .zone: takeZone()
    }
  }

  func time(hasClock: Bool) -> WrittenTime? {
    guard let date = CalendarDay(year: year, month: month, day: day) else { return nil }
    guard hasClock else { return .day(date) }
    guard let hour = hourOfDay, minute < 60, second < 60 else { return nil }
    let clock = Int64(hour * 3600 + minute * 60 + second) * 1_000_000 + Int64(fraction)
    let local = date.start.microseconds + clock
    return zone.map { .moment(Timestamp(microseconds: local - Int64($0) * 1_000_000)) }
      ?? .local(local)
  }

  private var hourOfDay: Int? {
    guard let isAfternoon else { return hour < 24 ? hour : nil }
    return (1...12).contains(hour) ? hour % 12 + (isAfternoon ? 12 : 0) : nil
  }

  private mutating func take(_ byte: UInt8) -> Bool {
    guard position < text.count, text[position] == byte else { return false }
    position += 1
    return true
  }

  private mutating func takeNumber(
    _ quantity: TimePattern.Quantity, _ digits: ClosedRange<Int>
  ) -> Bool {
    var (value, count) = (0, 0)
    while count < digits.upperBound, position < text.count,
      case let digit = text[position] &- 0x30, digit <= 9
    {
      (value, count, position) = (value * 10 + Int(digit), count + 1, position + 1)
    }
    guard digits.contains(count) else { return false }
    set(quantity, value, digits: count)
    return true
  }

  private mutating func set(_ quantity: TimePattern.Quantity, _ value: Int, digits: Int) {
    switch quantity {
    case .year: year = value
    case .month: month = value
    case .day: day = value
    case .hour, .clockHour: hour = value
    case .minute: minute = value
    case .second: second = value
    case .fraction: fraction = (digits..<6).reduce(value) { value, _ in value * 10 }
    }
  }

  private mutating func takeMonthName() -> Bool {
    guard let name = word(3), let index = monthNames.firstIndex(of: name) else { return false }
    month = index + 1
    position += 3
    return true
  }

  private mutating func takeHalfDay() -> Bool {
    guard let word = word(2), ["AM", "PM"].contains(word) else { return false }
    isAfternoon = word == "PM"
    position += 2
    return true
  }

  private mutating func takeZone() -> Bool {
    if take(UInt8(ascii: "Z")) {
      zone = 0
      return true
    }
    let rest = String(decoding: text[position...], as: UTF8.self)
    guard case .fixed(let seconds)? = TimeZoneRule(String(rest.prefix(6))),
      rest.first == "+" || rest.first == "-"
    else { return false }
    (zone, position) = (seconds, position + min(6, rest.utf8.count))
    return true
  }

  private func word(_ length: Int) -> String? {
    guard position + length <= text.count else { return nil }
    return String(decoding: text[position..<position + length], as: UTF8.self).uppercased()
  }
}

private let monthNames = [
  "JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC",
]
