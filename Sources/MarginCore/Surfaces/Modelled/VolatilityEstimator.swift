/// Volatility estimated from past prices, as a stand-in where none is quoted.
///
/// The value at a row depends on that row and the rows before it alone: rows cut off after it change
/// nothing. Report such values as modelled.
public protocol VolatilityEstimator: Sendable {
  /// The volatility known at each row, given `tradingDays` rows a year; NaN where there is none.
  func values(of spots: [Double], tradingDays: Double) -> [Volatility]
}

extension RealisedVolatility: VolatilityEstimator {}

/// The log return that each row brings; NaN in the first row and beside a price that is not positive.
func logReturns(of spots: [Double]) -> [Double] {
  let returns = zip(spots, spots.dropFirst()).map { earlier, later in
    earlier > 0 && later > 0 ? Elementary.logRatio(later, earlier) : .nan
  }
  return spots.isEmpty ? [] : [.nan] + returns
}
