import MarginCore

/// A tick of the time axis: a label and the larger unit it stands in.
struct TimeTick: Equatable {
  let time: Timestamp
  let label: String
  let context: String
}

/// The units in which a time axis can be divided, with the multiples that read well.
enum TimeUnit: CaseIterable {
  case second, minute, hour, day, month, year

  var microseconds: Double {
    switch self {
    case .second: 1e6
    case .minute: 60e6
    case .hour: 3600e6
    case .day: 86_400e6
    case .month: 2_629_746e6
    case .year: 31_556_952e6
    }
  }

  var multiples: [Int] {
    switch self {
    case .second, .minute: [1, 5, 15, 30]
    case .hour: [1, 3, 6, 12]
    case .day: [1, 2, 7, 14]
    case .month: [1, 3, 6]
    case .year: [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000]
    }
  }
}

/// Ticks at calendar boundaries within a range of time.
enum TimeTicks {
  /// At most `count` ticks, in the finest unit that keeps to it.
  static func covering(_ range: ClosedRange<Timestamp>, count: Int) -> [TimeTick] {
    let span = Double(range.upperBound.microseconds) - Double(range.lowerBound.microseconds)
    for unit in TimeUnit.allCases {
      for multiple in unit.multiples
      where span / (unit.microseconds * Double(multiple)) <= Double(count) {
        return boundaries(unit, multiple, in: range).map { tick(at: $0, unit) }
      }
    }
    return []
  }

  private static func boundaries(
    _ unit: TimeUnit, _ multiple: Int, in range: ClosedRange<Timestamp>
  ) -> [Timestamp] {
    switch unit {
    case .month: months(every: multiple, in: range)
    case .year: months(every: 12 * multiple, in: range)
    default: multiples(of: Int64(unit.microseconds) * Int64(multiple), in: range)
    }
  }

  /// Multiples of a fixed length; whole weeks start on Monday, the epoch is a Thursday.
  private static func multiples(of length: Int64, in range: ClosedRange<Timestamp>) -> [Timestamp] {
    let week = 7 * TimeSpan.day.microseconds
    let origin = length % week == 0 ? -3 * TimeSpan.day.microseconds : 0
    let (low, high) = (range.lowerBound.microseconds, range.upperBound.microseconds)
    let steps = ((Double(low) - Double(origin)) / Double(length)).rounded(.up)
    var next = origin &+ Int64(steps) &* length
    var result: [Timestamp] = []
    while next <= high, next >= low, result.count < 100 {
      result.append(Timestamp(microseconds: next))
      next = next &+ length
    }
    return result
  }

  private static func months(every count: Int, in range: ClosedRange<Timestamp>) -> [Timestamp] {
    let first = CalendarDay(containing: range.lowerBound)
    let last = CalendarDay(containing: range.upperBound)
    let start = (first.year.clampedYear * 12 + first.month - 1) / count * count
    return stride(from: start, through: last.year.clampedYear * 12 + 11, by: count)
      .compactMap { CalendarDay(year: $0 / 12, month: $0 % 12 + 1, day: 1)?.start }
      .filter { range.contains($0) }
  }

  private static func tick(at time: Timestamp, _ unit: TimeUnit) -> TimeTick {
    let day = CalendarDay(containing: time)
    let date = "\(day.day) \(monthNames[day.month - 1])"
    switch unit {
    case .year: return TimeTick(time: time, label: String(day.year), context: "")
    case .month:
      return TimeTick(time: time, label: monthNames[day.month - 1], context: String(day.year))
    case .day: return TimeTick(time: time, label: date, context: String(day.year))
    default: return TimeTick(time: time, label: clock(time, unit), context: "\(date) \(day.year)")
    }
  }

  private static func clock(_ time: Timestamp, _ unit: TimeUnit) -> String {
    let text = time.text
    guard let mark = text.firstIndex(of: "T") else { return unit == .second ? "00:00:00" : "00:00" }
    return String(text[mark...].dropFirst().prefix(unit == .second ? 8 : 5))
  }

  private static let monthNames = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
  ]
}

extension Int {
  fileprivate var clampedYear: Int { Swift.min(Swift.max(self, 0), 10_000) }
}
