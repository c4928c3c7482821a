/// Deribit portfolio margin: risk matrix, extended table, delta and roll shocks.
///
/// Every underlying is simulated by itself, coin-settled and dollar-settled positions apart, and in
/// the currency of settlement: coin at the simulated price. Sources: Deribit, "Portfolio Margin";
/// API reference of `private/pme/simulate`. An independent implementation; Deribit is a name of its
/// owner.
public struct DeribitPortfolio: MarginModel {
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
    let books = VenueBook.all(of: portfolio, in: market)
    let worst = worstCase(books)
    let parts = [
      MarginComponent("worst_case", worst.loss),
      MarginComponent("delta_shock", deltaShock(portfolio, in: market)),
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

  /// Profit of one book in every row, gains scaled as they may offset, in the currency of settlement.
  func aggregated(_ book: VenueBook) -> [Double] {
    let dampener = values[
      book.isCoin ? "extended-dampener" : "usd-extended-dampener", of: book.name]
    let offset = values[book.isCoin ? "pnl-offset" : "usd-pnl-offset", of: book.name]
    let grid = DeribitGrid(values, book.name)
    return grid.rows.map { row in
      let profit = grid.scaled(
        book.profit(after: row.move, row.volatility, grid.volatility), row, isCoin: book.isCoin)
      let left = grid.dampened(
        profit, row, dampener: dampener, coinPrice: book.isCoin ? book.state.spot : nil)
      return left > 0 ? left * offset : left
    }
  }

  /// The largest loss: of every book by itself, or of all in the same row where they move together.
  private func worstCase(_ books: [VenueBook]) -> (loss: Money, row: Scenario?) {
    let profits = books.map { book in aggregated(book).map { $0 * book.unit } }
    guard values["correlation-set"] > 0, let first = profits.first else {
      let losses = profits.map { max(0, -($0.min() ?? 0)) }
      let worst = losses.indices.max { losses[$0] < losses[$1] }
      return (losses.reduce(0, +), worst.flatMap { scenario(losses[$0], profits[$0], books[$0]) })
    }
    let rows = first.indices.map { row in
      zip(profits, books).reduce(0) { sum, pair in
        sum + min(pair.0[row], values["max-offsetable-pnl", of: pair.1.name])
      }
    }
    let loss = max(0, -(rows.min() ?? 0))
    return (loss, scenario(loss, rows, books[0]))
  }

  private func scenario(_ loss: Money, _ profits: [Money], _ book: VenueBook) -> Scenario? {
    guard loss > 0, let index = profits.firstIndex(of: -loss) else { return nil }
    let grid = DeribitGrid(values, book.name)
    let row = grid.rows[index]
    let move =
      switch row.volatility {
      case .down: -grid.volatility.down
      case .same: 0.0
      case .up: grid.volatility.up
      }
    return Scenario(number: index + 1, spotMove: row.move, volatilityMove: move)
  }
}
