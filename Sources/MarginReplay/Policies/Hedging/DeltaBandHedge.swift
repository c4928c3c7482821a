/// Hedges when net delta leaves a band of fixed width around zero.
public struct DeltaBandHedge: HedgingPolicy {
  /// Half the band, as a fraction of the units that the options are written on; 0.05 lets the net
  /// delta of a 100-multiplier contract drift by 5 units.
  public let width: Double
  /// Where a trade ends.
  public let goal: HedgeBand.Goal

  /// A policy that adjusts when |net delta| exceeds `width` × option units.
  public init(width: Double, to goal: HedgeBand.Goal = .middle) {
    (self.width, self.goal) = (width, goal)
  }

  /// The goal outside the band; without options, zero whenever any delta is left.
  public func netDelta(_ exposure: HedgeExposure) -> Double? {
    HedgeBand(halfWidth: width * exposure.optionUnits, to: goal).target(exposure.netDelta)
  }
}
