/// Bybit portfolio margin as far as it is published: the worst loss of a grid, and contingencies.
///
/// Sources: Bybit help centre, "Margin calculations under portfolio margin", and the announcement of its
/// price ranges. Partial: most coefficients are not published in a form that could be read. An independent
/// implementation; Bybit is a name of its owner.
public struct BybitPortfolio: ScenarioModel {
  /// The model's id.
  public let id: String
  private let values: ParameterValues

  init(id: String, _ values: ParameterValues) {
    (self.id, self.values) = (id, values)
  }

  /// The sum over underlyings of grid loss and contingencies; nothing offsets between them.
  public func requirement(
    for portfolio: Portfolio, in market: MarketState
  ) throws(ModelError) -> MarginRequirement {
    try market.checkMarks(portfolio)
    let books = VenueBook.units(of: Portfolio(positions: portfolio.merged), in: market)
    let charges = books.map { BybitCharges($0, values) }
    let sum = { (part: (BybitCharges) -> Money) in charges.reduce(0) { $0 + part($1) } }
    return MarginRequirement(
      initial: charges.reduce(0) { $0 + $1.total * $1.initialMultiple },
      maintenance: sum(\.total),
      components: [
        MarginComponent("maximum_loss", sum(\.loss)),
        MarginComponent("short_options", sum(\.shortOptions)),
        MarginComponent("vega_spread", sum(\.vegaSpread)),
        MarginComponent("settlement_spread", sum(\.settlementSpread)),
        MarginComponent("delta_spread", sum(\.deltaSpread)),
        MarginComponent("futures", sum(\.futures)),
      ], bindingScenario: charges.max { $0.loss < $1.loss }?.worst)
  }

  /// Losses under the moves of the grid, before contingencies.
  public func scenarioMatrices(
    for portfolio: Portfolio, in market: MarketState
  ) throws(ModelError) -> [ScenarioMatrix] {
    try market.checkMarks(portfolio)
    return portfolio.matrices(in: market) { book in
      let grid = BybitGrid(values, book.name)
      return VenueScenarios(
        book, scenarios: grid.scenarios, covers: grid.scenarios.map { _ in 1 }, losses: grid.losses)
    }
  }
}

/// Prices by volatilities, from the lowest price to the highest.
struct BybitGrid {
  private let shock: VolatilityShock
  private let rows: [(move: Double, volatility: VolatilityMove)]

  init(_ values: ParameterValues, _ name: String) {
    shock = VolatilityShock(values, name, floorDays: 1, leastUp: 0)
    let range = values["price-range", of: name]
    rows = [-4.0, -3, -2, -1, 0, 1, 2, 3, 4].flatMap { quarter in
      [VolatilityMove.down, .same, .up].map { (range * quarter / 4, $0) }
    }
  }

  func losses(of book: VenueBook) -> [Money] {
    let legs = book.legs(shock)
    return rows.map { -legs.profit(after: $0.move, $0.volatility) }
  }

  var scenarios: [Scenario] {
    rows.enumerated().map { index, row in
      Scenario(
        number: index + 1, spotMove: row.move, volatilityMove: shock.reported(row.volatility))
    }
  }
}
