import MarginCore

/// Prices before and after a row that cannot well belong to one asset.
///
/// A price ten times as high or low as the one before it, or four times after more than 24 steps
/// without rows: a symbol that was given to another asset, a redenomination, an unadjusted split.
struct AssetReview {
  let findings: [SeriesFinding]

  init(_ times: [Timestamp], _ values: [Double], of field: String, step: TimeSpan?) {
    findings = values.indices.dropFirst().compactMap { row in
      let (before, after) = (values[row - 1], values[row])
      guard before > 0, after > 0 else { return nil }
      let factor = max(after / before, before / after)
      let silence = times[row].microseconds - times[row - 1].microseconds
      let isLong = step.map { silence / 24 > $0.microseconds } ?? false
      guard factor >= (isLong ? 4 : 10) else { return nil }
      return Self.finding(row, times, before, after, factor, field)
    }
  }

  private static func finding(
    _ row: Int, _ times: [Timestamp], _ before: Double, _ after: Double, _ factor: Double,
    _ field: String
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

  private static func rounded(_ factor: Double) -> String {
    factor < 1e9 ? amountText(factor.rounded()) : "over a billion"
  }
}
