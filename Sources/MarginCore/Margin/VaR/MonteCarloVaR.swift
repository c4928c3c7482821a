/// Tail of today's book's losses over seeded random scenarios, revalued in full.
///
/// Log returns have mean zero, the deviations and correlations of the past, the dependence of a
/// normal or t copula and normal or t margins. Volatility and time stand still.
public struct MonteCarloVaR: MarginModel {
  /// The model's id.
  public let id: String
  private let values: ParameterValues
  private let simulation: Simulation

  init(id: String, _ values: ParameterValues) {
    (self.id, self.values, simulation) = (id, values, Simulation(values))
  }

  /// The returns that covariances are estimated from.
  public var lookBack: Int { simulation.lookBack }

  /// The tail of the simulated losses, with its standard error.
  public func requirement(
    for portfolio: Portfolio, in market: MarketState
  ) throws(ModelError) -> MarginRequirement {
    try market.check(portfolio)
    let underlyings = portfolio.underlyings
    let covariance = try Covariance(of: underlyings, in: market, values, for: id)
    let losses = simulation.losses(of: portfolio, underlyings, covariance, in: market)
    let tail = TailRisk(of: losses, beyond: values["confidence"])
    let error = SamplingError(of: losses, tail, beyond: values["confidence"])
    return tail.requirement(
      values,
      further: [
        MarginComponent(
          "standard_error", values["measure"] >= 0.5 ? error.expectedShortfall : error.valueAtRisk)
      ])
  }
}

extension MonteCarloVaR {
  /// The Monte Carlo family.
  public static let family = ModelFamily(
    name: "monte-carlo-var",
    summary: "Tail of today's book's losses over seeded draws of a normal or t copula.",
    parameters: Simulation.parameters + TailRisk.parameters,
    make: { MonteCarloVaR(id: $0, $1) })
}
