internal import MarginCore

/// Hedges in the band that is optimal for small proportional costs and constant risk aversion.
///
/// Half width (3/2 · e^(−rT) λ S Γ² / g)^⅓ in units of the underlying, with the book's net gamma and
/// its gamma-weighted time. Source: Whalley and Wilmott, "An asymptotic analysis of an optimal hedging
/// model for option pricing with transaction costs", Mathematical Finance 7 (1997).
public struct WhalleyWilmottHedge: HedgingPolicy {
  /// Absolute risk aversion g per unit of money, > 0: the lower, the wider the band.
  public let riskAversion: Double
  /// One-way cost λ as a fraction of notional; `nil` for what trading the hedge costs.
  public let cost: Double?
  /// Where a trade ends; the edge is optimal for proportional costs.
  public let goal: HedgeBand.Goal

  /// A policy for a hedger of this risk aversion.
  public init(riskAversion: Double, cost: Double? = nil, to goal: HedgeBand.Goal = .edge) {
    (self.riskAversion, self.cost, self.goal) = (riskAversion, cost, goal)
  }

  /// The goal outside the band; without gamma, zero whenever any delta is left.
  public func netDelta(_ exposure: HedgeExposure) -> Double? {
    let halfWidth = halfWidth(exposure.curvature, cost: cost ?? exposure.cost)
    return HedgeBand(halfWidth: halfWidth, to: goal).target(exposure.netDelta)
  }

  /// Half the band of a book in units of the underlying; 0 without gamma.
  public func halfWidth(_ book: BookCurvature, cost: Double) -> Double {
    guard book.isRandom else { return 0 }
    let cube = 1.5 * book.discount * cost * book.spot * book.gamma * book.gamma / riskAversion
    return power(cube, 1.0 / 3)
  }
}
