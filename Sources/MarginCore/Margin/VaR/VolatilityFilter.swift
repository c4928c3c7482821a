/// One-step volatility through time, by a recursion that only looks back.
///
/// v′ = γ v̄ + (1 − γ)(λ v + (1 − λ) r²). With γ = 0 this is the exponentially weighted average of
/// RiskMetrics; else GARCH(1,1) with α = (1 − γ)(1 − λ), β = (1 − γ) λ and ω = γ v̄, so that any γ
/// and λ from 0 to 1 are stationary. Returns have mean zero.
struct VolatilityFilter: Equatable {
  /// λ, the share of yesterday's variance.
  let decay: Double
  /// γ, the pull towards the long-run variance.
  let reversion: Double

  /// Deviations that were expected of each return after the first `seed`, and of the next to come.
  ///
  /// The recursion starts at the mean square of the first `seed` returns; v̄ is that of all.
  func deviations(of returns: [Double], seed: Int) -> (past: [Double], now: Double) {
    let longRun = meanSquare(returns[...])
    var variance = meanSquare(returns.prefix(seed))
    let past = returns.dropFirst(seed).map { value in
      let deviation = variance.squareRoot()
      variance = next(after: variance, value, longRun)
      return deviation
    }
    return (past, variance.squareRoot())
  }

  func next(after variance: Double, _ value: Double, _ longRun: Double) -> Double {
    reversion * longRun + (1 - reversion) * (decay * variance + (1 - decay) * value * value)
  }
}

/// Mean of squares; 0 of nothing.
func meanSquare(_ values: ArraySlice<Double>) -> Double {
  values.isEmpty ? 0 : values.reduce(0) { $0 + $1 * $1 } / Double(values.count)
}
