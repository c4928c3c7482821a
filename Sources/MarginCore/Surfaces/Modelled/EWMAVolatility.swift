/// Volatility from exponentially weighted squared log returns.
///
/// v²ₜ = decay·v²ₜ₋₁ + (1 − decay)·r²ₜ, annualised; the value at row t counts that row's return, so
/// that it is the forecast for the next. The mean return is taken as zero. The first value is the
/// mean of the first `seedWindow` squared returns. Source: J.P. Morgan/Reuters, "RiskMetrics —
/// Technical Document" (1996), section 5.2, with decay 0.94 for daily data.
public struct EWMAVolatility: VolatilityEstimator, Equatable {
  /// Weight of the past, at least 0 and below 1.
  public let decay: Double
  /// The least value.
  public let floor: Volatility
  /// Log returns whose mean square starts the recursion, at least 1.
  public let seedWindow: Int

  /// An estimator with this decay.
  public init(decay: Double = 0.94, floor: Volatility = 0, seedWindow: Int = 21) {
    (self.decay, self.floor, self.seedWindow) = (decay, floor, seedWindow)
  }

  /// The volatility known at each row, given `tradingDays` rows a year.
  ///
  /// NaN before row `seedWindow`. A price that is not positive ends the recursion: it starts anew
  /// from the next `seedWindow` returns. All NaN when decay or window is outside its domain.
  public func values(of spots: [Double], tradingDays: Double) -> [Volatility] {
    guard decay >= 0, decay < 1, seedWindow >= 1 else { return spots.map { _ in .nan } }
    var recursion = Recursion(estimator: self)
    return logReturns(of: spots).map { value in
      recursion.add(value * value)
      return annualised(recursion.variance, tradingDays: tradingDays)
    }
  }

  private func annualised(_ variance: Double, tradingDays: Double) -> Volatility {
    variance.isNaN ? .nan : max(floor, (tradingDays * variance).squareRoot())
  }
}

extension EWMAVolatility {
  /// Daily variance so far: NaN until the seed window is full.
  private struct Recursion {
    let estimator: EWMAVolatility
    var variance = Double.nan
    var seed = 0.0
    var seeded = 0

    init(estimator: EWMAVolatility) {
      self.estimator = estimator
    }

    mutating func add(_ square: Double) {
      guard square.isFinite else { return (variance, seed, seeded) = (.nan, 0, 0) }
      guard variance.isNaN else {
        return variance = estimator.decay * variance + (1 - estimator.decay) * square
      }
      (seed, seeded) = (seed + square, seeded + 1)
      if seeded == estimator.seedWindow { variance = seed / Double(seeded) }
    }
  }
}
