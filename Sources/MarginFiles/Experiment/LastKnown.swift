import MarginCore

/// The last row of a series at or before a moment: what was known then, and nothing later.
struct LastKnown {
  /// When each row was known, ascending.
  let times: [Timestamp]
  /// The age above which a row is too old.
  let maxAge: TimeSpan

  /// The row known at `time`; `nil` when there is none, or only one that is too old.
  func row(at time: Timestamp) -> Int? {
    let later = firstLater(than: time)
    guard later > 0, time <= times[later - 1] + maxAge else { return nil }
    return later - 1
  }

  /// The first row after `time`.
  func firstLater(than time: Timestamp) -> Int {
    var (low, high) = (0, times.count)
    while low < high {
      let middle = (low + high) / 2
      if times[middle] <= time { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
