public import MarginCore

/// Exposure that falls when volatility rises: min(cap, target ÷ forecast).
///
/// The forecast for a step is made from prices up to the step before it. It looks at the returns of
/// the plan's weights, Σ wᵢrᵢ, over a window of its own, so that neither the start of the data nor
/// later rows can change it. Until the window is full everything is cash.
public struct VolatilityTarget: ExposureRule {
  /// Volatility per year that the portfolio should have.
  public let target: Volatility
  /// The most exposure, as a multiple of equity.
  public let cap: Double
  /// How volatility is forecast.
  public let forecast: Forecast
  /// Returns in the window, at least 2.
  public let window: Int

  /// How past returns are weighted; the mean is taken as zero.
  public enum Forecast: Sendable, Equatable {
    /// All alike.
    case realised
    /// Each as `decay` times the one after it, the weights summing to 1 over the window.
    case ewma(decay: Double)
  }

  /// A rule that holds at most `cap` times the weights.
  public init(target: Volatility, cap: Double, forecast: Forecast, window: Int) {
    (self.target, self.cap) = (target, cap)
    (self.forecast, self.window) = (forecast, window)
  }

  /// The multiple of the weights; the cap where nothing has moved.
  public func exposure(for allocation: Allocation) -> Double {
    guard let expected = volatility(before: allocation.market, of: allocation.weights) else {
      return 0
    }
    return expected * cap > target ? target / expected : cap
  }

  /// The volatility per year that prices before `market`'s own row tell; `nil` where they are too few
  /// or not positive.
  public func volatility(before market: MarketState, of weights: [TargetWeight]) -> Volatility? {
    guard let returns = returns(before: market, of: weights) else { return nil }
    let decay = if case .ewma(let decay) = forecast { decay } else { 1.0 }
    var (variance, total, weight) = (0.0, 0.0, 1.0)
    for value in returns.reversed() {
      variance += weight * value * value
      total += weight
      weight *= decay
    }
    let tradingDays = weights.first.map { market.underlyings[$0.underlying].tradingDays } ?? 1
    return (variance / total * tradingDays).squareRoot()
  }

  private func returns(before market: MarketState, of weights: [TargetWeight]) -> [Double]? {
    var returns = [Double](repeating: 0, count: window)
    for part in weights {
      let past = market.spots(of: part.underlying, lookingBack: window + 1).dropLast()
      guard window >= 2, past.count == window + 1, past.allSatisfy({ $0 > 0 }) else { return nil }
      for (index, (from, to)) in zip(past, past.dropFirst()).enumerated() {
        returns[index] += part.weight * (to / from - 1)
      }
    }
    return returns
  }
}
