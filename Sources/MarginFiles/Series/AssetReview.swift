import MarginCore

/// Prices before and after a row that cannot well belong to one asset.
///
/// A price ten times as high or low as the one before it, or four times after more than 24 steps
/// without rows: a symbol that was given to another asset, a redenomination, an unadjusted split.
struct AssetReview {
  /// Rows whose price is about four times that before, or more, up or down.
  let jumps: [Int]

  private let times: [Timestamp]
  private let values: [Double]
  private let field: String

  init(_ times: [Timestamp], _ values: [Double], of field: String) {
    (self.times, self.values, self.field) = (times, values, field)
    jumps = values.indices.dropFirst().filter { Self.isJump(values[$0 - 1], values[$0]) }
  }

  /// Whether one price is about four times the other, or more.
  static func isJump(_ before: Double, _ after: Double) -> Bool {
    // A little less than four, as the exact factor is taken of these rows only.
    (after > 3.99 * before || before > 3.99 * after) && before > 0 && after > 0
  }

  /// What was found among rows that have a pace of `step`.
  func findings(step: TimeSpan?) -> [SeriesFinding] {
    jumps.compactMap { row in
      let (before, after) = (values[row - 1], values[row])
      let factor = max(after / before, before / after)
      let silence = times[row].microseconds - times[row - 1].microseconds
      let isLong = step.map { silence / 24 > $0.microseconds } ?? false
      return factor >= (isLong ? 4 : 10) ? finding(row, before, after, factor) : nil
    }
  }

  private func finding(
    _ row: Int, _ before: Double, _ after: Double, _ factor: Double
  ) -> SeriesFinding {
    let last = CalendarDay(containing: times[row - 1])
    let first = CalendarDay(containing: times[row])
    let end = last == first ? CalendarDay(daysSinceEpoch: first.daysSinceEpoch - 1) : last
    return SeriesFinding(
      .anotherAsset, "another-asset", row: row, field: field,
      "\(field) goes from \(numberText(before)) on \(times[row - 1]) to \(numberText(after)), "
        + "\(after > before ? "up" : "down") by a factor of \(rounded(factor)): "
        + "another asset under the symbol, or a split",
      hint: "read one side only, with  to: \(end)  or  from: \(first);  if it is one asset, set  "
        + "flaws: {another-asset: keep}")
  }

  private func rounded(_ factor: Double) -> String {
    factor < 1e9 ? amountText(factor.rounded()) : "over a billion"
  }
}
