internal import MarginCore

/// What the holdings of a plan with constant weights did on their own.
public struct RebalancingComponents: Sendable, Equatable {
  /// Σ wᵢgᵢ per year: growth rates of the holdings, dividends and funding in, and of cash, weighted.
  public let growth: Double?
  /// ½(Σ wᵢσᵢ² − σ_p²) per year, variances of the path's simple returns: what continuous rebalancing
  /// would have added to the weighted growth.
  ///
  /// Sources: Booth and Fama, "Diversification Returns and Asset Contributions" (1992); Fernholz,
  /// "Stochastic Portfolio Theory" (2002), who calls it excess growth.
  public let diversificationReturn: Double?

  init(weights: [Double], underlyings: [Int], interest: Rate, history: MarketHistory) {
    let returns = underlyings.map { history.totalReturns(of: $0) }
    let years = history.years
    growth = Self.growth(weights, returns, interest, over: years)
    var portfolio = [Double](repeating: 0, count: returns.first?.count ?? 0)
    var own = 0.0
    for (weight, returns) in zip(weights, returns) {
      own += weight * variance(of: returns, over: years)
      for (step, value) in returns.enumerated() { portfolio[step] += weight * value }
    }
    let bracket = own - variance(of: portfolio, over: years)
    diversificationReturn = growth == nil ? nil : 0.5 * bracket
  }

  private static func growth(
    _ weights: [Double], _ returns: [[Double]], _ interest: Rate, over years: Years
  ) -> Double? {
    var growth = (1 - weights.reduce(0, +)) * interest
    for (weight, returns) in zip(weights, returns) {
      let wealth = returns.reduce(1) { $0 * (1 + $1) }
      guard let own = growthRate(from: 1, to: wealth, over: years) else { return nil }
      growth += weight * own
    }
    return growth
  }
}

/// Sample variance per year of returns that span `years`; 0 for fewer than two.
func variance(of returns: [Double], over years: Years) -> Double {
  guard returns.count > 1 else { return 0 }
  let mean = returns.reduce(0, +) / Double(returns.count)
  let squares = returns.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
  return squares / Double(returns.count - 1) * Double(returns.count) / years
}

extension MarketHistory {
  /// Time from the first step to the last.
  var years: Years {
    let times = times[steps]
    return times.first.flatMap { first in times.last.map { first.years(until: $0) } } ?? 0
  }

  /// Simple returns of holding one underlying from step to step, dividends in and funding paid.
  fileprivate func totalReturns(of underlying: Int) -> [Double] {
    zip(steps, steps.dropFirst()).map { before, now in
      let (from, to) = (self[before][underlying], self[now][underlying])
      let income = growth(at: to.yield, over: times[before].years(until: times[now])) - to.funding
      return to.spot / from.spot * (1 + income) - 1
    }
  }
}
