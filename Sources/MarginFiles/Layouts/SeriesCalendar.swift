internal import MarginCore

/// When rows of a regular series are expected.
public enum SeriesCalendar: String, Sendable, CaseIterable {
  /// At every step of every day.
  case always = "24/7"
  /// On Monday to Friday.
  case weekdays
  /// On the days of the week that the data themselves have.
  case implied

  /// The days of the week on which rows are expected, 0 for Monday.
  func days(of times: [Timestamp]) -> Set<Int> {
    switch self {
    case .always: Set(0..<7)
    case .weekdays: Set(0..<5)
    case .implied: impliedDays(of: times)
    }
  }
}

/// The days of the week that have at least a fifth of the rows of the busiest.
///
/// Less than three weeks tell no more than whether there are rows on weekends.
private func impliedDays(of times: [Timestamp]) -> Set<Int> {
  var counts = [Int](repeating: 0, count: 7)
  var (day, weekday) = (Int64(0)..<0, 0)
  for time in times {
    if !day.contains(time.microseconds) {
      let start = CalendarDay(containing: time)
      (day, weekday) = (start.microseconds, start.weekday)
    }
    counts[weekday] += 1
  }
  guard let first = times.first, let last = times.last, first + .days(21) <= last else {
    return Set(0..<(counts[5] + counts[6] > 0 ? 7 : 5))
  }
  let most = counts.max() ?? 0
  return Set(counts.indices.filter { counts[$0] * 5 >= most && counts[$0] > 0 })
}

extension CalendarDay {
  /// The microseconds since 1970 that are of the day.
  fileprivate var microseconds: Range<Int64> {
    start.microseconds..<(start + .day).microseconds
  }
}
