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

  init(_ own: ComponentReturns, years: Years) {
    let (weights, returns) = (own.weights, own.returns)
    growth = Self.growth(weights, returns, own.interest(over: years), over: years)
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

/// Simple returns of holding each component of a plan from step to step, dividends in and funding paid.
struct ComponentReturns: Sendable {
  let weights: [Double]
  private let fixedInterest: Rate
  private let interestFollows: Int?
  /// The sum of changing rates times time.
  private var interestEarned = 0.0
  private(set) var returns: [[Double]]
  private let underlyings: [Int]
  private var last: Mark?

  /// Where the step before ended.
  private struct Mark {
    let time: Timestamp
    let spots: [Double]
    let yields: [Rate]
    let rate: Rate
  }

  init(weights: [Double], underlyings: [Int], interest: Rate, interestFollows: Int?) {
    (self.weights, self.underlyings) = (weights, underlyings)
    (fixedInterest, self.interestFollows) = (interest, interestFollows)
    returns = underlyings.map { _ in [] }
  }

  mutating func advance(to market: MarketState) {
    let states = underlyings.map { market[$0] }
    if let last {
      let years = last.time.years(until: market.time)
      interestEarned += last.rate * years
      for (index, state) in states.enumerated() {
        let paid =
          state.dividend.map { $0 / state.spot } ?? growth(at: last.yields[index], over: years)
        let income = paid - state.funding
        returns[index].append(state.spot / last.spots[index] * (1 + income) - 1)
      }
    }
    let rate = interestFollows.map { market[$0].rate } ?? fixedInterest
    last = Mark(
      time: market.time, spots: states.map(\.spot), yields: states.map(\.yield), rate: rate)
  }

  /// The mean rate on cash so far.
  func interest(over years: Years) -> Rate {
    interestFollows == nil || years <= 0 ? fixedInterest : interestEarned / years
  }
}
