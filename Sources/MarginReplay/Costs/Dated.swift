public import MarginCore

/// A value that changes at known dates; between them it stands still.
public struct Dated<Value: Sendable & Equatable>: Sendable, Equatable {
  private let times: [Timestamp]
  private let values: [Value]

  /// A value that never changes.
  public init(_ value: Value) {
    (times, values) = ([Timestamp(microseconds: 0)], [value])
  }

  /// Values by the moment from which they hold, ascending; the first also holds before its own.
  ///
  /// `nil` without a value, or when the moments do not ascend.
  public init?(_ changes: [(from: Timestamp, value: Value)]) {
    guard !changes.isEmpty, zip(changes, changes.dropFirst()).allSatisfy({ $0.from < $1.from })
    else { return nil }
    (times, values) = (changes.map(\.from), changes.map(\.value))
  }

  private init(_ times: [Timestamp], _ values: [Value]) {
    (self.times, self.values) = (times, values)
  }

  /// The value that holds at `time`.
  public func value(at time: Timestamp) -> Value {
    var (low, high) = (0, times.count)
    while low < high {
      let middle = (low + high) / 2
      if times[middle] <= time { low = middle + 1 } else { high = middle }
    }
    return values[max(0, low - 1)]
  }

  /// The same dates with other values.
  public func map(_ change: (Value) -> Value) -> Dated { Dated(times, values.map(change)) }
}

/// A rate that changes at known dates.
public typealias DatedRate = Dated<Double>
