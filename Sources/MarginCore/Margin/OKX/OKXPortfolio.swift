/// OKX portfolio margin: nine charges, MR1 to MR9, of each underlying's unit of risk.
///
/// Sources: OKX, "Portfolio margin mode" and the announcements of its parameters. Those charges whose form
/// the venue's announcements do not give are assumptions that the documentation names one by one. An
/// independent implementation; OKX is a name of its owner.
public struct OKXPortfolio: ScenarioModel {
  /// The model's id.
  public let id: String
  private let values: ParameterValues
  private let minimumTiers: TierTable
  private let depegTiers: TierTable

  init(id: String, _ values: ParameterValues) {
    (self.id, self.values) = (id, values)
    minimumTiers = TierTable(values.rows(of: "minimum-tiers"), rate: "multiple")
    depegTiers = TierTable(values.rows(of: "depeg-tiers"), rate: "rate")
  }

  /// The sum over units; nothing offsets between underlyings.
  public func requirement(
    for portfolio: Portfolio, in market: MarketState
  ) throws(ModelError) -> MarginRequirement {
    try market.checkMarks(portfolio)
    let units = units(of: Portfolio(positions: portfolio.merged), in: market)
    let charges = units.map { self.charges(of: $0) }
    let maintenance = charges.reduce(0) { $0 + $1.total }
    let sum = { (part: (OKXCharges) -> Money) in charges.reduce(0) { $0 + part($1) } }
    return MarginRequirement(
      initial: maintenance * values["initial-multiple"], maintenance: maintenance,
      components: [
        MarginComponent("mr1_spot_shock", sum(\.spotShock)),
        MarginComponent("mr2_theta_decay", sum(\.thetaDecay)),
        MarginComponent("mr3_vega_term", sum(\.vegaTerm)),
        MarginComponent("mr4_basis", sum(\.basis)),
        MarginComponent("mr5_interest_rate", sum(\.interestRate)),
        MarginComponent("mr6_extreme_move", sum(\.extremeMove)),
        MarginComponent("mr7_minimum", sum(\.minimum)),
        MarginComponent("mr8_borrowing", sum(\.borrowing)),
        MarginComponent("mr9_depeg", sum(\.depeg)),
      ], bindingScenario: charges.max { $0.scenarioLoss < $1.scenarioLoss }?.worst)
  }

  /// Losses under the moves of MR1, a day's passing (MR2) and the extreme moves (MR6), the last at the
  /// share that counts.
  public func scenarioMatrices(
    for portfolio: Portfolio, in market: MarketState
  ) throws(ModelError) -> [ScenarioMatrix] {
    try market.checkMarks(portfolio)
    return portfolio.matrices(in: market) { book in
      let grid = OKXGrid(values, book.name)
      return VenueScenarios(
        book, scenarios: grid.rows.indices.map(grid.scenario), covers: grid.rows.map(\.cover),
        losses: grid.losses)
    }
  }

  private func units(of portfolio: Portfolio, in market: MarketState) -> [VenueBook] {
    VenueBook.units(
      of: portfolio, in: market, apartBySettlement: values["merged-settlements"] == 0)
  }

  private func charges(of book: VenueBook) -> OKXCharges {
    var charges = OKXCharges(book, values)
    let raw = charges.minimum
    charges.minimum = minimumTiers[book.name]?.charge(on: raw) ?? raw
    charges.depeg = depegTiers[book.name]?.charge(on: book.offsetAcrossSettlements) ?? 0
    return charges
  }
}
