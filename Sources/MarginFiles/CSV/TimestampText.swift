import MarginCore

/// Reads an ISO 8601 date, or a date and time with a zone.
///
/// `2020-03-12`, `2020-03-12T09:30:00Z` and `2020-03-12 09:30:00.250-05:00` are of that kind; a time
/// without a zone is not, as it names no moment.
func timestamp(_ text: UnsafeBufferPointer<UInt8>) -> Timestamp? {
  switch writtenTime(text) {
  case .day(let day): day.start
  case .moment(let time): time
  case .local, nil: nil
  }
}

/// Reads an ISO 8601 date, or a date and time with or without a zone.
func writtenTime(_ text: UnsafeBufferPointer<UInt8>) -> WrittenTime? {
  guard let day = calendarDay(text) else { return nil }
  guard text.count > 10 else { return .day(day) }
  var clock = ClockScanner(text, from: 10)
  guard let (sinceMidnight, zone) = clock.scan() else { return nil }
  let local = day.start.microseconds &+ sinceMidnight
  return zone.map { .moment(Timestamp(microseconds: local - Int64($0) * 1_000_000)) }
    ?? .local(local)
}

private func calendarDay(_ text: UnsafeBufferPointer<UInt8>) -> CalendarDay? {
  guard text.count >= 10, text[4] == 0x2D, text[7] == 0x2D,
    let year = number(text, 0..<4), let month = number(text, 5..<7), let day = number(text, 8..<10)
  else { return nil }
  return CalendarDay(year: year, month: month, day: day)
}

private func number(_ text: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Int? {
  guard range.upperBound <= text.count else { return nil }
  var value = 0
  for i in range {
    guard case let digit = text[i] &- 0x30, digit <= 9 else { return nil }
    value = value * 10 + Int(digit)
  }
  return value
}

/// Reads `THH:MM[:SS[.ffffff]]` and a zone, if there is one.
private struct ClockScanner {
  private let text: UnsafeBufferPointer<UInt8>
  private var position: Int

  init(_ text: UnsafeBufferPointer<UInt8>, from position: Int) {
    (self.text, self.position) = (text, position)
  }

  /// Microseconds from midnight of the date, and the seconds that the zone is ahead of UTC.
  mutating func scan() -> (sinceMidnight: Int64, zone: Int?)? {
    guard take("T") || take(" "), let hour = pair(below: 24), take(":"),
      let minute = pair(below: 60), let second = seconds(), let fraction = fraction()
    else { return nil }
    let time = Int64(hour * 3600 + minute * 60 + second) * 1_000_000 + Int64(fraction)
    if position == text.count { return (time, nil) }
    guard let zone = zone(), position == text.count else { return nil }
    return (time, zone)
  }

  private mutating func seconds() -> Int? { take(":") ? pair(below: 60) : 0 }

  /// Up to six digits after the point, as microseconds.
  private mutating func fraction() -> Int? {
    guard take(".") else { return 0 }
    var (value, digits) = (0, 0)
    while digits < 6, let digit = number(text, position..<position + 1) {
      (value, digits, position) = (value * 10 + digit, digits + 1, position + 1)
    }
    return digits == 0 ? nil : (digits..<6).reduce(value) { value, _ in value * 10 }
  }

  /// Seconds that the zone is ahead of UTC.
  private mutating func zone() -> Int? {
    if take("Z") { return 0 }
    let isBehind = take("-")
    guard isBehind || take("+"), let hour = pair(below: 24) else { return nil }
    _ = take(":")
    guard let minute = pair(below: 60) else { return nil }
    return (isBehind ? -1 : 1) * (hour * 3600 + minute * 60)
  }

  private mutating func pair(below limit: Int) -> Int? {
    guard let value = number(text, position..<position + 2), value < limit else { return nil }
    position += 2
    return value
  }

  private mutating func take(_ letter: Unicode.Scalar) -> Bool {
    guard position < text.count, text[position] == UInt8(ascii: letter) else { return false }
    position += 1
    return true
  }
}
