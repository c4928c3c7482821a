/// Paradex portfolio margin: the largest weighted loss of 24 scenarios, and a minimum on deltas.
///
/// Source: Paradex documentation, "Portfolio margin". An independent implementation; Paradex is a name
/// of its owner.
public struct ParadexPortfolio: ScenarioModel {
  /// The model's id.
  public let id: String
  private let values: ParameterValues

  init(id: String, _ values: ParameterValues) {
    (self.id, self.values) = (id, values)
  }

  /// Linear contracts; coins held are not a position.
  public func covers(_ instrument: Instrument) -> Bool {
    if case .spot = instrument { false } else { instrument.settlement == .linear }
  }

  /// Per underlying the larger of scan and minimum, added up, and the provisions.
  public func requirement(
    for portfolio: Portfolio, in market: MarketState
  ) throws(ModelError) -> MarginRequirement {
    try market.check(
      portfolio, coveredBy: self,
      hint: "Paradex has linear contracts; pledge coins under collateral")
    try market.checkMarks(portfolio)
    let merged = Portfolio(positions: portfolio.merged)
    let results = VenueBook.all(of: merged, in: market).map(result(of:))
    let risk = results.reduce(0) { $0 + max($1.scan, $1.least) }
    let provisions = values["funding-provision"] + values["fee-provision"]
    return MarginRequirement(
      initial: risk + provisions, maintenance: risk * values["maintenance-factor"] + provisions,
      components: [
        MarginComponent("scan_risk", results.reduce(0) { $0 + $1.scan }),
        MarginComponent("minimum_delta_charge", results.reduce(0) { $0 + $1.least }),
        MarginComponent("provisions", provisions),
      ], bindingScenario: results.max { $0.scan < $1.scan }?.scenario)
  }

  /// The weighted losses of the scan.
  public func scenarioMatrices(
    for portfolio: Portfolio, in market: MarketState
  ) throws(ModelError) -> [ScenarioMatrix] {
    try market.check(
      portfolio, coveredBy: self,
      hint: "Paradex has linear contracts; pledge coins under collateral")
    try market.checkMarks(portfolio)
    return portfolio.matrices(in: market) { book in
      let (rows, shock) = (rows(book.name), shock(book.name))
      return VenueScenarios(
        book, scenarios: rows.indices.map { scenario($0, rows[$0], shock) },
        covers: rows.map(\.weight), losses: { losses(of: $0, rows, shock) })
    }
  }

  private typealias Result = (scan: Money, least: Money, scenario: Scenario?)
  private typealias Row = (move: Double, volatility: VolatilityMove, weight: Double)

  private func result(of book: VenueBook) -> Result {
    let (rows, shock) = (rows(book.name), shock(book.name))
    let losses = losses(of: book, rows, shock)
    let least = minimum(book.positions.map(book.delta(of:)), spot: book.state.spot, book.name)
    guard let worst = losses.worst else { return (0, least, nil) }
    return (losses[worst], least, scenario(worst, rows[worst], shock))
  }

  private func shock(_ name: String) -> VolatilityShock {
    VolatilityShock(
      values, name, floorDays: 1, leastUp: values["min-vol-for-shock-up", of: name])
  }

  private func losses(
    of book: VenueBook, _ rows: [Row], _ shock: VolatilityShock
  ) -> [Money] {
    let legs = book.legs(shock)
    return rows.map { -legs.profit(after: $0.move, $0.volatility) * $0.weight }
  }

  private func scenario(_ index: Int, _ row: Row, _ shock: VolatilityShock) -> Scenario {
    Scenario(
      number: index + 1, spotMove: row.move,
      volatilityMove: shock.reported(row.volatility))
  }

  /// Seven inner prices by two volatilities, two edges with rising volatility, eight weighted tails.
  private func rows(_ name: String) -> [Row] {
    let quarter = values["price-range", of: name] / 4
    let inner = [3.0, 2, 1, 0, -1, -2, -3].flatMap { step in
      [VolatilityMove.up, .down].map { (step * quarter, $0, 1.0) as Row }
    }
    let tails = [-0.66, -0.33, 0.5, 1, 2, 3, 4, 5].enumerated().map { index, move in
      (move, .up, values["tail-\(index + 1)-weight", of: name]) as Row
    }
    return [(4 * quarter, .up, 1)] + inner + [(-4 * quarter, .up, 1)] + tails
  }

  /// Charge on deltas in coins: more on those that nothing hedges.
  func minimum(_ deltas: [Double], spot: Double, _ name: String) -> Money {
    let (net, gross) = (abs(deltas.reduce(0, +)), deltas.reduce(0) { $0 + abs($1) })
    return spot
      * (values["unhedged-delta-charge", of: name] * net
        + values["hedged-delta-charge", of: name] * (gross - net) / 2)
  }
}

extension ParadexPortfolio {
  /// The family of Paradex portfolio margin.
  public static let family = ModelFamily(
    name: "paradex-portfolio",
    summary: "Largest weighted loss of 24 scenarios, at least a charge on deltas.",
    parameters: [
      ModelParameter("price-range", "largest unweighted price move, fraction", in: 0...0.99),
      ModelParameter("vol-range-up", "rise of a 30-day volatility, fraction", in: 0...10),
      ModelParameter("vol-range-down", "fall of a 30-day volatility, fraction", in: 0...10),
      ModelParameter("short-term-vega-power", "exponent of 30/days up to 30 days", in: 0...1),
      ModelParameter("long-term-vega-power", "exponent of 30/days beyond", in: 0...1),
      ModelParameter("min-vol-for-shock-up", "least volatility after a rise, per year", in: 0...5),
    ]
      + zip(1..., ["-66", "-33", "+50", "+100", "+200", "+300", "+400", "+500"]).map {
        ModelParameter("tail-\($0)-weight", "share of the loss at \($1) % that counts", in: 0...1)
      } + [
        ModelParameter("unhedged-delta-charge", "least charge on net delta, of spot", in: 0...1),
        ModelParameter("hedged-delta-charge", "least charge on offset delta, of spot", in: 0...1),
        ModelParameter("maintenance-factor", "maintenance over initial risk", in: 0...1),
        ModelParameter("funding-provision", "expected funding of eight hours, USD", in: 0...1e12),
        ModelParameter("fee-provision", "fees of closing the book, USD", in: 0...1e12),
      ],
    make: { ParadexPortfolio(id: $0, $1) })
}
