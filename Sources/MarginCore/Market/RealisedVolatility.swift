/// Volatility estimated from a trailing window of log returns, as a stand-in where none is quoted.
///
/// σ = max(floor, premium × √(trading days) × s), where s is the sample standard deviation of the
/// last `window` log returns: mean removed, divided by n − 1. Every value is computed from its own
/// window alone, so that neither earlier nor later rows can change it.
public struct RealisedVolatility: Sendable, Equatable {
  /// Log returns in the window, at least 2.
  public let window: Int
  /// Ratio of implied to realised volatility.
  public let premium: Double
  /// The least value.
  public let floor: Volatility

  /// An estimator over the last `window` returns.
  public init(window: Int, premium: Double = 1, floor: Volatility = 0) {
    (self.window, self.premium, self.floor) = (window, premium, floor)
  }

  /// The volatility known at each row, given `tradingDays` rows a year.
  ///
  /// NaN before row `window` and wherever the window holds a price that is not positive.
  public func values(of spots: [Double], tradingDays: Double) -> [Volatility] {
    guard window >= 2, !spots.isEmpty else { return spots.map { _ in .nan } }
    let returns = zip(spots.dropFirst(), spots).map { logReturn(from: $1, to: $0) }
    let scale = premium * tradingDays.squareRoot()
    return spots.indices.map { row in
      row < window ? .nan : floored(scale * deviation(of: returns[row - window..<row]))
    }
  }

  private func logReturn(from earlier: Double, to later: Double) -> Double {
    earlier > 0 && later > 0 ? Elementary.logRatio(later, earlier) : .nan
  }

  private func floored(_ volatility: Volatility) -> Volatility {
    volatility.isNaN ? .nan : max(floor, volatility)
  }

  private func deviation(of returns: ArraySlice<Double>) -> Double {
    let mean = returns.reduce(0, +) / Double(returns.count)
    let squares = returns.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    return (squares / Double(returns.count - 1)).squareRoot()
  }
}
