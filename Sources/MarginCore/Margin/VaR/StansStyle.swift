/// An illustration of a STANS-style requirement, not a reproduction: Monte Carlo expected shortfall
/// with add-ons for dependence and concentration.
///
/// The base is expected shortfall under a t copula with t margins over two days. Dependence takes the
/// same draws with all correlations at 1 and at 0; concentration takes the dearest underlying alone
/// at its own confidence. A share of the largest excess over the base is added. Source: The Options
/// Clearing Corporation's public description of its margin methodology; the share and both stresses
/// are as commonly summarised and not verified. An independent implementation; STANS is a name of The
/// Options Clearing Corporation.
public struct StansStyle: MarginModel {
  /// The model's id.
  public let id: String
  private let values: ParameterValues
  private let simulation: Simulation

  init(id: String, _ values: ParameterValues) {
    (self.id, self.values, simulation) = (id, values, Simulation(values))
  }

  /// The returns that covariances are estimated from.
  public var lookBack: Int { simulation.lookBack }

  /// Base expected shortfall, and the share of the largest excess of the stresses over it.
  public func requirement(
    for portfolio: Portfolio, in market: MarketState
  ) throws(ModelError) -> MarginRequirement {
    try market.check(portfolio)
    let estimate = try Covariance(of: portfolio.underlyings, in: market, values, for: id)
    let shortfall = { (weight: Double, common: Double) in
      self.shortfall(
        of: portfolio, estimate.blended(with: common, weight: weight), in: market)
    }
    let base = shortfall(0, 0)
    let isJoint = estimate.deviations.count > 1
    let dependence = isJoint ? max(shortfall(1, 1), shortfall(1, 0)) - base : 0
    let concentration = isJoint ? concentrated(portfolio, estimate, in: market) - base : 0
    let share = values["add-on-share"]
    let addOn = share * max(0, dependence, concentration)
    return MarginRequirement(
      initial: base + addOn, maintenance: base + addOn,
      components: [
        MarginComponent("expected_shortfall", base),
        MarginComponent("dependence_excess", max(0, dependence)),
        MarginComponent("concentration_excess", max(0, concentration)),
        MarginComponent("stress_add_on", addOn),
      ])
  }

  private func shortfall(
    of portfolio: Portfolio, _ covariance: Covariance, in market: MarketState
  ) -> Money {
    tail(portfolio, portfolio.underlyings, covariance, values["confidence"], market)
  }

  /// The largest expected shortfall of one underlying alone.
  private func concentrated(
    _ portfolio: Portfolio, _ estimate: Covariance, in market: MarketState
  ) -> Money {
    zip(portfolio.underlyings, estimate.deviations).map { underlying, deviation in
      tail(
        Portfolio(positions: portfolio.restricted(to: underlying)), [underlying],
        Covariance(deviations: [deviation], correlations: [[1]]),
        values["concentration-confidence"], market)
    }.max() ?? 0
  }

  private func tail(
    _ portfolio: Portfolio, _ underlyings: [Int], _ covariance: Covariance, _ confidence: Double,
    _ market: MarketState
  ) -> Money {
    let losses = simulation.losses(of: portfolio, underlyings, covariance, in: market)
    return max(0, TailRisk(of: losses, beyond: confidence).expectedShortfall)
  }
}

extension StansStyle {
  /// The STANS-style family.
  public static let family = ModelFamily(
    name: "stans-style",
    summary:
      "Illustration: Monte Carlo expected shortfall with dependence and concentration add-ons.",
    parameters: Simulation.parameters + [
      ModelParameter("confidence", "share of losses covered", in: 0.5...1),
      ModelParameter(
        "concentration-confidence", "share covered where one underlying moves alone", in: 0.5...1),
      ModelParameter("add-on-share", "share of the largest excess that is added", in: 0...10),
    ],
    make: { StansStyle(id: $0, $1) })
}
