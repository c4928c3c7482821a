internal import MarginCore

/// The days that a fact is about, the first and the last included.
struct FactDays: Sendable, Equatable {
  let first: CalendarDay
  let last: CalendarDay

  /// The days from `first` to `last`.
  init(_ first: CalendarDay, _ last: CalendarDay) {
    (self.first, self.last) = (first, last)
  }

  /// The rows of ascending `times` that lie in these days.
  func rows(of times: [Timestamp]) -> Range<Int> {
    let end = last.start + .day
    let lower = times.partitioningIndex { $0 >= first.start }
    return lower..<max(lower, times.partitioningIndex { $0 >= end })
  }
}

extension FactDays: CustomStringConvertible {
  /// The days in words that fit behind "no row".
  var description: String { first == last ? "on \(first)" : "from \(first) to \(last)" }
}

extension [Timestamp] {
  /// The index of the first element for which `belongs` holds, as it does for all after it.
  fileprivate func partitioningIndex(_ belongs: (Timestamp) -> Bool) -> Int {
    var (low, high) = (startIndex, endIndex)
    while low < high {
      let middle = low + (high - low) / 2
      if belongs(self[middle]) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
