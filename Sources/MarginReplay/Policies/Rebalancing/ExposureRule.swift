public import MarginCore

/// Decides how many times the plan's weights are held now.
public protocol ExposureRule: Sendable {
  /// The factor on every weight; 0 holds cash alone.
  func exposure(for allocation: Allocation) -> Double
}

/// What an exposure rule may look at: the account and the past, never a later row.
public struct Allocation: Sendable {
  /// The market now and before; its last price is the one that is traded at.
  public let market: MarketState
  /// The plan's weights.
  public let weights: [TargetWeight]
  /// The account's equity, > 0.
  public let wealth: Money
  /// Money in the account before its first trade.
  public let deposit: Money
  /// Time since the first step.
  public let age: Years

  /// An account of `wealth` in `market`.
  public init(
    market: MarketState, weights: [TargetWeight], wealth: Money, deposit: Money, age: Years
  ) {
    (self.market, self.weights, self.wealth) = (market, weights, wealth)
    (self.deposit, self.age) = (deposit, age)
  }
}

/// The weights times one number: 1 for a plain portfolio, more for a leveraged product, less than
/// zero for an inverse one.
///
/// Brought back to its multiple m after a return r, it trades m(m − 1)·r times its net asset value,
/// always in the direction of the move for m > 1 and m < 0 (Cheng and Madhavan, "The Dynamics of
/// Leveraged and Inverse Exchange-Traded Funds", 2009).
public struct ConstantExposure: ExposureRule {
  /// The factor.
  public let multiple: Double

  /// A rule that always holds `multiple` times the weights.
  public init(multiple: Double = 1) {
    self.multiple = multiple
  }

  /// The multiple.
  public func exposure(for allocation: Allocation) -> Double { multiple }
}
