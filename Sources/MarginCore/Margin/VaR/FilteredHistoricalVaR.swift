/// Historical simulation whose returns are brought to today's volatility.
///
/// A past return r is used as r (1 + k(σ_now/σ_then − 1)): k = 1 is Hull and White, "Incorporating
/// volatility updating into the historical simulation method", Journal of Risk 1 (1998); k = ½ scales
/// by the middle of both volatilities. σ comes from an EWMA or GARCH filter, each underlying on its own,
/// recomputed at every step from the visible window alone.
public struct FilteredHistoricalVaR: MarginModel {
  /// The model's id.
  public let id: String
  private let values: ParameterValues

  init(id: String, _ values: ParameterValues) {
    (self.id, self.values) = (id, values)
  }

  /// The returns used, those that start the volatility, and the overlap of a longer horizon.
  public var lookBack: Int { values.count("window") + seed + Horizon(values).steps - 1 }

  private var seed: Int { values.count("seed-window") }

  /// The tail of the losses over rescaled returns.
  public func requirement(
    for portfolio: Portfolio, in market: MarketState
  ) throws(ModelError) -> MarginRequirement {
    try market.check(portfolio)
    let (underlyings, horizon) = (portfolio.underlyings, Horizon(values))
    let moves = try market.pastReturns(of: underlyings, lookBack, for: id)
      .map { rescaled($0).moves(over: horizon.steps) }
    let losses = ScenarioMoves(underlyings: underlyings, moves: moves)
      .losses(of: portfolio, in: market, scale: horizon.scale)
    return TailRisk(of: losses, beyond: values["confidence"]).requirement(values)
  }

  /// The returns after the seed at today's volatility; one expected to be still stays as it is.
  func rescaled(_ returns: [Double]) -> [Double] {
    let filter = VolatilityFilter(decay: values["decay"], reversion: values["reversion"])
    let (past, latest) = filter.deviations(of: returns, seed: seed)
    let longRun = meanSquare(returns[...]).squareRoot()
    let now = max(latest, values["volatility-floor"] * longRun)
    return zip(returns.dropFirst(seed), past).map { value, then in
      then > 0 ? value * (1 + values["rescaling"] * (now / then - 1)) : value
    }
  }
}

extension FilteredHistoricalVaR {
  /// The filtered-historical family.
  public static let family = ModelFamily(
    name: "filtered-historical-var",
    summary: "Tail of today's book's losses under past returns rescaled to today's volatility.",
    parameters: [
      ModelParameter("window", "past returns used", in: 2...100_000),
      ModelParameter("seed-window", "earlier returns that start the volatility", in: 1...10_000),
      ModelParameter("decay", "share of yesterday's variance in today's", in: 0...1),
      ModelParameter(
        "reversion", "pull to the window's variance; 0 is EWMA, above GARCH", in: 0...1),
      ModelParameter("rescaling", "1 rescales in full, 0.5 half way, 0 not at all", in: 0...1),
      ModelParameter(
        "volatility-floor", "least volatility, as a fraction of the window's", in: 0...10),
    ] + Horizon.parameters + TailRisk.parameters,
    make: { FilteredHistoricalVaR(id: $0, $1) })
}
