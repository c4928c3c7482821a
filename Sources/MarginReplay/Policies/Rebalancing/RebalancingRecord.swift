public import MarginCore

/// One weight at one step: where it stood, where it should be, and what was traded.
public struct RebalancingRecord: Sendable, Equatable {
  /// The step's moment.
  public let time: Timestamp
  /// Index of the underlying.
  public let underlying: Int
  /// Equity before any trade of the rebalancing.
  public let wealth: Money
  /// Its weight before any trade of the rebalancing; NaN without wealth or price.
  public let weight: Double
  /// The weight that the plan wants.
  public let target: Double
  /// Money bought, negative when sold, costs apart.
  public let traded: Money
  /// What came of it.
  public let outcome: RebalancingOutcome

  /// Weight less target.
  public var drift: Double { weight - target }

  /// A weight of `underlying` at `time`.
  public init(
    time: Timestamp, underlying: Int, wealth: Money, weight: Double, target: Double, traded: Money,
    outcome: RebalancingOutcome
  ) {
    (self.time, self.underlying) = (time, underlying)
    (self.wealth, self.weight) = (wealth, weight)
    (self.target, self.traded, self.outcome) = (target, traded, outcome)
  }
}

/// What came of a step's look at the weights.
public enum RebalancingOutcome: String, Sendable, CaseIterable {
  /// The first purchase.
  case opened
  /// Near enough to the target: nothing was traded.
  case held
  /// Traded to the target or the edge of the band.
  case traded
  /// Nothing was traded: a margin call is open and holdings would have grown, or positions were closed
  /// by force in this step.
  case suspended
  /// Nothing was traded: equity is zero or less.
  case noWealth = "no-wealth"
  /// Nothing was traded: a price is zero or less.
  case noPrice = "no-price"
  /// Nothing was traded: no wealth is left that pays for the trade.
  case unaffordable
}
