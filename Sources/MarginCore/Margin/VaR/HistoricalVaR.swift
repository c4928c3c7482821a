/// Historical simulation: today's book under every past return of a window.
///
/// Each underlying's past returns are applied together, with volatility and time unchanged and full
/// revaluation. The quantile interpolates between order statistics (type 7 of Hyndman and Fan,
/// "Sample Quantiles in Statistical Packages", 1996); expected shortfall is the mean of the worst
/// share, a part of one return counted in part.
public struct HistoricalVaR: MarginModel {
  /// The model's id.
  public let id: String
  private let values: ParameterValues

  init(id: String, _ values: ParameterValues) {
    (self.id, self.values) = (id, values)
  }

  /// One past price for each return, one before them, and the overlap of a longer horizon.
  public var lookBack: Int { values.count("window") + Horizon(values).steps - 1 }

  /// The tail of the losses over the window's returns.
  public func requirement(
    for portfolio: Portfolio, in market: MarketState
  ) throws(ModelError) -> MarginRequirement {
    try market.check(portfolio)
    let underlyings = portfolio.underlyings
    let horizon = Horizon(values)
    var moves: [[Double]] = []
    for underlying in underlyings {
      let spots = try market.pastSpots(of: underlying, lookBack, for: id)
      moves.append(zip(spots.dropFirst(horizon.steps), spots).map { $0 / $1 - 1 })
    }
    let losses = ScenarioMoves(underlyings: underlyings, moves: moves)
      .losses(of: portfolio, in: market, scale: horizon.scale)
    return TailRisk(of: losses, beyond: values["confidence"]).requirement(values)
  }
}

extension HistoricalVaR {
  /// The historical-simulation family.
  public static let family = ModelFamily(
    name: "historical-var",
    summary: "Tail of today's book's losses under past returns, each as likely as the others.",
    parameters: [ModelParameter("window", "past returns used", in: 2...100_000)]
      + Horizon.parameters + TailRisk.parameters,
    make: { HistoricalVaR(id: $0, $1) })
}
