public import MarginCore

/// A rate that changes at known dates; between them it stands still.
public struct DatedRate: Sendable, Equatable {
  private let times: [Timestamp]
  private let values: [Double]

  /// A rate that never changes.
  public init(_ value: Double) {
    (times, values) = ([Timestamp(microseconds: 0)], [value])
  }

  /// Values by the moment from which they hold, ascending; the first also holds before its own.
  ///
  /// `nil` without a value, or when the moments do not ascend.
  public init?(_ changes: [(from: Timestamp, value: Double)]) {
    guard !changes.isEmpty, zip(changes, changes.dropFirst()).allSatisfy({ $0.from < $1.from })
    else { return nil }
    (times, values) = (changes.map(\.from), changes.map(\.value))
  }

  /// The value that holds at `time`.
  public func value(at time: Timestamp) -> Double {
    var (low, high) = (0, times.count)
    while low < high {
      let middle = (low + high) / 2
      if times[middle] <= time { low = middle + 1 } else { high = middle }
    }
    return values[max(0, low - 1)]
  }
}
