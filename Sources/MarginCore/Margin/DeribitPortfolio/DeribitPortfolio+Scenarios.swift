/// Books that are simulated together.
struct DeribitTable {
  let books: [VenueBook]
  /// The moves of the first book; others move by their own range in the row of the same number.
  let grid: DeribitGrid
  /// What the venue charges in every row, in money.
  let losses: [Money]
}

extension DeribitPortfolio {
  /// Every book by itself, or all in one table where they move together.
  func simulated(_ books: [VenueBook]) -> [DeribitTable] {
    guard values["correlation-set"] > 0 else {
      return books.map { book in
        let grid = DeribitGrid(values, book.name)
        return DeribitTable(books: [book], grid: grid, losses: losses(of: book, grid))
      }
    }
    guard let first = books.first else { return [] }
    var sums: [Money] = []
    for book in books {
      let most = values["max-offsetable-pnl", of: book.name]
      let losses = losses(of: book, DeribitGrid(values, book.name)).map { max($0, -most) }
      sums = sums.isEmpty ? losses : zip(sums, losses).map(+)
    }
    return [DeribitTable(books: books, grid: DeribitGrid(values, first.name), losses: sums)]
  }

  /// Losses of one book in every row after the dampener, gains scaled as they may offset.
  func losses(of book: VenueBook, _ grid: DeribitGrid) -> [Money] {
    let dampener = values[
      book.isCoin ? "extended-dampener" : "usd-extended-dampener", of: book.name]
    let offset = values[book.isCoin ? "pnl-offset" : "usd-pnl-offset", of: book.name]
    return zip(grid.rows, grid.profits(of: book)).map { row, profit in
      let left = grid.dampened(
        profit, row, dampener: dampener, coinPrice: book.isCoin ? book.state.spot : nil)
      return -(left > 0 ? left * offset : left) * book.unit
    }
  }

  /// Losses in the risk matrix and the extended table, one matrix for each underlying and currency of
  /// settlement, or one for all that move together.
  ///
  /// Rows are the positions' own losses, extended ones at the edge of the range. Totals are what is
  /// charged: with the dampener taken off and gains at the share that offsets.
  public func scenarioMatrices(
    for portfolio: Portfolio, in market: MarketState
  ) throws(ModelError) -> [ScenarioMatrix] {
    try market.checkMarks(portfolio)
    return simulated(VenueBook.all(of: portfolio, in: market)).map { table in
      let first = table.books[0]
      let places = portfolio.places(of: table.books)
      let scenarios = VenueScenarios(
        scenarios: table.grid.scenarios,
        covers: table.grid.rows.map { table.grid.cover($0, isCoin: first.isCoin) },
        losses: { losses(of: $0, among: table.books) }, totals: table.losses)
      return scenarios.matrix(name(table.books), places, of: portfolio)
    }
  }

  private func losses(of position: Position, among books: [VenueBook]) -> [Money] {
    guard let book = books.first(where: { $0.holds(position) }) else { return [] }
    return DeribitGrid(values, book.name).profits(of: book.holding(position)).map {
      -$0 * book.unit
    }
  }

  private func name(_ books: [VenueBook]) -> String {
    books.map { $0.isCoin ? "\($0.name) in coin" : $0.name }.joined(separator: " and ")
  }
}

extension VenueBook {
  /// Whether a position belongs to this underlying and currency of settlement.
  fileprivate func holds(_ position: Position) -> Bool {
    position.quantity != 0 && position.instrument.underlying == underlying
      && (position.instrument.settlement == .inverse) == isCoin
  }
}

extension Portfolio {
  fileprivate func places(of books: [VenueBook]) -> [Int] {
    positions.indices.filter { index in books.contains { $0.holds(positions[index]) } }
  }
}
