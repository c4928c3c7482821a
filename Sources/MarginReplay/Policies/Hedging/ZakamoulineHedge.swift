public import MarginCore

/// Hedges in a band around a delta taken at a volatility that counts costs.
///
/// Half width H₀ + H₁ with H₀ = λ/(g S σ² T) and H₁ = 1.12 λ^0.31 T^0.05 (e^(−rT)/σ)^0.25 (|Γ|/g)^0.5.
/// Variance is multiplied by 1 + K when long gamma and by 1 − K when short, where
/// K = −4.76 λ^0.78 T^−0.02 (e^(−rT)/σ)^0.25 (g S² |Γ|)^0.15. Source: Zakamouline, "European option
/// pricing and hedging with both fixed and proportional transaction costs", Journal of Economic
/// Dynamics and Control 30 (2006); coefficients as in public implementations that cite it.
public struct ZakamoulineHedge: HedgingPolicy, DeltaAdjustment {
  /// Absolute risk aversion g per unit of money, > 0.
  public let riskAversion: Double
  /// One-way cost λ as a fraction of notional; `nil` for what trading the hedge costs.
  public let cost: Double?
  /// Where a trade ends.
  public let goal: HedgeBand.Goal

  /// A policy for a hedger of this risk aversion.
  public init(riskAversion: Double, cost: Double? = nil, to goal: HedgeBand.Goal = .edge) {
    (self.riskAversion, self.cost, self.goal) = (riskAversion, cost, goal)
  }

  /// The policy itself.
  public var adjustment: (any DeltaAdjustment)? { self }

  /// The goal outside the band; without gamma, zero whenever any delta is left.
  public func netDelta(_ exposure: HedgeExposure) -> Double? {
    let halfWidth = halfWidth(exposure.curvature, cost: cost ?? exposure.cost)
    return HedgeBand(halfWidth: halfWidth, to: goal).target(exposure.netDelta)
  }

  /// H₀ + H₁ in units of the underlying; 0 without gamma.
  public func halfWidth(_ book: BookCurvature, cost: Double) -> Double {
    guard book.isRandom else { return 0 }
    let variance = book.volatility * book.volatility * book.years
    let level = cost / (riskAversion * book.spot * variance)
    let curve =
      1.12 * power(cost, 0.31) * power(book.years, 0.05) * term(book)
      * (book.gamma.magnitude / riskAversion).squareRoot()
    return level + curve
  }

  /// 1 + K for a book that is long gamma, 1 − K for a short one; `nil` where that is not above 0.
  public func varianceFactor(
    of volatility: Volatility, in book: BookCurvature, cost own: Double
  ) -> Double? {
    guard book.isRandom else { return nil }
    let k =
      4.76 * power(cost ?? own, 0.78) * power(book.years, -0.02) * term(book)
      * power(riskAversion * book.spot * book.spot * book.gamma.magnitude, 0.15)
    let factor = book.gamma > 0 ? 1 - k : 1 + k
    return factor > 0 ? factor : nil
  }

  /// (e^(−rT)/σ)^¼.
  private func term(_ book: BookCurvature) -> Double {
    power(book.discount / book.volatility, 0.25)
  }
}
