import MarginCore

/// Maps values to vertical pixels.
struct ValueScale {
  /// The values at the bottom and the top.
  let range: ClosedRange<Double>
  /// The pixels at the bottom and the top.
  let (bottom, top): (Double, Double)
  /// Whether equal ratios take equal room.
  let isLogarithmic: Bool

  /// The pixel of `value`, `nil` when it is not finite.
  func pixel(_ value: Double) -> Double? {
    guard value.isFinite else { return nil }
    let (low, high) = (position(range.lowerBound), position(range.upperBound))
    let share = (position(Self.bounded(value)) - low) / (high - low)
    return share.isFinite ? bottom + min(max(share, 0), 1) * (top - bottom) : nil
  }

  private func position(_ value: Double) -> Double {
    isLogarithmic ? PlotLogarithm.log2(value) : value
  }

  /// `value` within what a scale can show without overflow.
  static func bounded(_ value: Double) -> Double { min(max(value, -1e300), 1e300) }

  /// A range that holds the finite `values` with some room, and is never empty.
  static func range(of values: some Sequence<Double>, isLogarithmic: Bool) -> ClosedRange<Double> {
    let finite = values.lazy.filter(\.isFinite).map(bounded)
    guard let low = finite.min(), let high = finite.max() else { return 0...1 }
    if isLogarithmic { return low / 1.05...high * 1.05 }
    let span = high - low
    guard span > max(abs(low), abs(high)) * 1e-9, span > 1e-290 else { return around(low) }
    return low - (low == 0 ? 0 : span * 0.05)...high + (high == 0 ? 0 : span * 0.05)
  }

  private static func around(_ value: Double) -> ClosedRange<Double> {
    let room = abs(value) > 1e-280 ? abs(value) * 0.1 : 1
    return value - room...value + room
  }
}

/// Maps moments to horizontal pixels.
struct TimeScale {
  /// The moments at the left and the right.
  let range: ClosedRange<Timestamp>
  /// The pixels at the left and the right.
  let (left, right): (Double, Double)

  /// The pixel of `time`.
  func pixel(_ time: Timestamp) -> Double {
    let start = Double(range.lowerBound.microseconds)
    let share =
      (Double(time.microseconds) - start) / (Double(range.upperBound.microseconds) - start)
    return left + min(max(share.isFinite ? share : 0.5, 0), 1) * (right - left)
  }

  /// A range that holds all `times`: a day on each side of a single moment.
  static func range(of times: some Sequence<Timestamp>) -> ClosedRange<Timestamp> {
    let low = times.min() ?? Timestamp(microseconds: 0)
    let high = times.max() ?? low
    guard low == high else { return low...high }
    let day = TimeSpan.day.microseconds
    let (first, last) = (
      low.microseconds.subtractingReportingOverflow(day),
      high.microseconds.addingReportingOverflow(day)
    )
    return Timestamp(
      microseconds: first.overflow ? .min : first.partialValue)...Timestamp(
        microseconds: last.overflow ? .max : last.partialValue)
  }
}

/// A logarithm good enough to place a pixel.
enum PlotLogarithm {
  /// Binary logarithm of `value` > 0 within 1e-6; −1100 otherwise.
  static func log2(_ value: Double) -> Double {
    guard value > 0, value.isFinite else { return -1100 }
    let x = (value.significand - 1) / (value.significand + 1)
    let square = x * x
    let series =
      1 + square * (1 / 3 + square * (1 / 5 + square * (1 / 7 + square * (1 / 9 + square / 11))))
    return Double(value.exponent) + 2.885_390_081_777_927 * x * series
  }

  /// Powers of ten times 1, 2 and 5 within `range`; powers of ten alone when those are many.
  static func ticks(in range: ClosedRange<Double>) -> [Double] {
    let all = (-300...300).flatMap { exponent in [1.0, 2, 5].map { $0 * power(exponent) } }
      .filter { range.contains($0) }
    return all.count <= 8 ? all : all.enumerated().filter { isPower($0.element) }.map(\.element)
  }

  private static func power(_ exponent: Int) -> Double {
    exponent < 0 ? 1 / NumberText.powerOfTen(-exponent) : NumberText.powerOfTen(exponent)
  }

  private static func isPower(_ value: Double) -> Bool {
    NumberText.scientific(value).hasPrefix("1e")
  }
}
