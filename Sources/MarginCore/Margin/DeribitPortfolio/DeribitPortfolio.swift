/// Deribit portfolio margin: risk matrix, extended table, delta and roll shocks.
///
/// Every underlying is simulated by itself, coin-settled and dollar-settled positions apart, and in
/// the currency of settlement: coin at the simulated price. Sources: Deribit, "Portfolio Margin";
/// API reference of `private/pme/simulate`. An independent implementation; Deribit is a name of its
/// owner.
public struct DeribitPortfolio: ScenarioModel {
  /// The model's id.
  public let id: String
  let values: ParameterValues

  init(id: String, _ values: ParameterValues) {
    (self.id, self.values) = (id, values)
  }

  /// The factors times the sum of worst case, shocks and contingencies.
  public func requirement(
    for portfolio: Portfolio, in market: MarketState
  ) throws(ModelError) -> MarginRequirement {
    try market.checkMarks(portfolio)
    let books = VenueBook.all(of: Portfolio(positions: portfolio.merged), in: market)
    let worst = worstCase(books)
    let parts = [
      MarginComponent("worst_case", worst.loss),
      MarginComponent("delta_shock", deltaShock(books)),
      MarginComponent("roll_shock", books.reduce(0) { $0 + rollShock($1) }),
      MarginComponent("contingencies", books.reduce(0) { $0 + contingency($1) }),
    ]
    let risk = parts.reduce(0) { $0 + $1.amount }
    let orders = values["mmp-margin"] + values["open-orders-margin"] + values["spot-margin"]
    return MarginRequirement(
      initial: risk * values["initial-factor"] + orders,
      maintenance: risk * values["maintenance-factor"],
      components: parts + [MarginComponent("risk_matrix_margin", risk)], bindingScenario: worst.row)
  }

  /// The largest loss: of every book by itself, or of all in the same row where they move together.
  private func worstCase(_ books: [VenueBook]) -> (loss: Money, row: Scenario?) {
    let tables = simulated(books)
    let losses = tables.map { max(0, $0.losses.max() ?? 0) }
    guard let worst = losses.indices.max(by: { losses[$0] < losses[$1] }) else { return (0, nil) }
    let row = tables[worst].losses.worst.map { tables[worst].grid.scenarios[$0] }
    return (losses.reduce(0, +), row)
  }
}
