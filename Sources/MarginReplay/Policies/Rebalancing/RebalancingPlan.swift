public import MarginCore

/// Which weights a portfolio is brought back to, how large they are now, and when it is traded.
///
/// The weights are of the account's equity and are held in spot; what they leave is cash. The rule
/// scales them, the trigger decides whether the distance is worth a trade. See <doc:Rebalancing>.
public struct RebalancingPlan: Sendable {
  /// What is held, and in which parts before the rule scales them.
  public var weights: [TargetWeight]
  /// How large the weights are at each step.
  public var exposure: any ExposureRule
  /// When to trade, and how far.
  public var trigger: any RebalancingTrigger

  /// A plan for `weights`, which are traded at every step unless a trigger says otherwise.
  public init(
    weights: [TargetWeight], exposure: any ExposureRule = ConstantExposure(),
    trigger: any RebalancingTrigger = CalendarRebalancing(.span(.zero))
  ) {
    (self.weights, self.exposure, self.trigger) = (weights, exposure, trigger)
  }

  /// The weights that hold at every step; `nil` where the rule changes them.
  var constantWeights: [Double]? {
    (exposure as? ConstantExposure).map { rule in weights.map { rule.multiple * $0.weight } }
  }
}

/// The part of a portfolio that one underlying takes.
public struct TargetWeight: Sendable, Equatable {
  /// Index of the underlying.
  public var underlying: Int
  /// Fraction of equity; 0.6 is 60 %, negative is short.
  public var weight: Double

  /// A part of `weight` in the underlying.
  public init(underlying: Int, weight: Double) {
    (self.underlying, self.weight) = (underlying, weight)
  }
}
