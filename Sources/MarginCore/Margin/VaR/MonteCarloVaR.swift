/// Tail of today's book's losses over seeded random scenarios, revalued in full.
///
/// Log returns have mean zero, the deviations and correlations of the past, the dependence of a
/// normal or t copula and normal or t margins. Volatility and time stand still.
public struct MonteCarloVaR: MarginModel {
  /// The model's id.
  public let id: String
  private let values: ParameterValues
  private let draws: CopulaDraws

  init(id: String, _ values: ParameterValues) {
    (self.id, self.values) = (id, values)
    draws = CopulaDraws(values)
  }

  /// The returns that covariances are estimated from.
  public var lookBack: Int { values.count("window") }

  /// The tail of the simulated losses, with its standard error.
  public func requirement(
    for portfolio: Portfolio, in market: MarketState
  ) throws(ModelError) -> MarginRequirement {
    try market.check(portfolio)
    let underlyings = portfolio.underlyings
    let covariance = try Covariance(of: underlyings, in: market, values, for: id)
    let moves = draws.moves(covariance, horizon: Double(values.count("horizon")))
    let losses = ScenarioMoves(underlyings: underlyings, moves: moves)
      .losses(of: portfolio, in: market)
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

extension CopulaDraws {
  static let parameters = [
    ModelParameter("paths", "scenarios drawn", in: 100...1_000_000),
    ModelParameter("seed", "seed of the draws", in: 0...4_294_967_295),
    ModelParameter(
      "copula-degrees", "degrees of freedom of the t copula; 0 is normal", in: degrees),
    ModelParameter(
      "marginal-degrees", "those of each underlying's returns; 0 is normal", in: degrees),
  ]

  private static let degrees = 0.0...1000

  /// The draws that a model's parameters describe; degrees above 0 count as at least 2.1.
  init(_ values: ParameterValues) {
    let degrees = ["copula-degrees", "marginal-degrees"].map {
      values[$0] > 0 ? max(2.1, values[$0]) : 0
    }
    self.init(
      paths: values.count("paths"), seed: UInt64(exactly: values["seed"].rounded()) ?? 0,
      degrees: degrees[0], marginalDegrees: degrees[1])
  }
}

extension MonteCarloVaR {
  /// The Monte Carlo family.
  public static let family = ModelFamily(
    name: "monte-carlo-var",
    summary: "Tail of today's book's losses over seeded draws of a normal or t copula.",
    parameters: CopulaDraws.parameters + Covariance.parameters + [Horizon.length]
      + TailRisk.parameters,
    make: { MonteCarloVaR(id: $0, $1) })
}
