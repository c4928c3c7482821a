/// Losses of a book over the seeded draws that a model's parameters describe.
struct Simulation: Sendable {
  private let values: ParameterValues
  private let draws: CopulaDraws

  init(_ values: ParameterValues) {
    (self.values, draws) = (values, CopulaDraws(values))
  }

  /// The returns that covariances are estimated from.
  var lookBack: Int { values.count("window") }

  /// Loss of a book in each draw over the horizon, revalued in full; gains are negative.
  func losses(
    of portfolio: Portfolio, _ underlyings: [Int], _ covariance: Covariance,
    in market: MarketState
  ) -> [Money] {
    let moves = draws.moves(covariance, horizon: Double(values.count("horizon")))
    return ScenarioMoves(underlyings: underlyings, moves: moves).losses(of: portfolio, in: market)
  }

  static let parameters = CopulaDraws.parameters + Covariance.parameters + [Horizon.length]
}

extension CopulaDraws {
  fileprivate static let parameters = [
    ModelParameter("paths", "scenarios drawn", in: 100...1_000_000),
    ModelParameter("seed", "seed of the draws", in: 0...4_294_967_295),
    ModelParameter(
      "copula-degrees", "degrees of freedom of the t copula; 0 is normal", in: degrees),
    ModelParameter(
      "marginal-degrees", "those of each underlying's returns; 0 is normal", in: degrees),
  ]

  private static let degrees = 0.0...1000

  /// The draws that a model's parameters describe; degrees above 0 count as at least 2.1.
  fileprivate init(_ values: ParameterValues) {
    let degrees = ["copula-degrees", "marginal-degrees"].map {
      values[$0] > 0 ? max(2.1, values[$0]) : 0
    }
    self.init(
      paths: values.count("paths"), seed: UInt64(exactly: values["seed"].rounded()) ?? 0,
      degrees: degrees[0], marginalDegrees: degrees[1])
  }
}
