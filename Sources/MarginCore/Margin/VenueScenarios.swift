/// The scenarios that a venue puts a book through, and what is lost in them.
struct VenueScenarios {
  let scenarios: [Scenario]
  /// Share of each scenario's loss that is charged; ``losses`` have it applied.
  let covers: [Double]
  /// Loss of one position of the book under each scenario.
  let losses: (Position) -> [Money]
  /// Loss of the book under each scenario, as the venue charges it.
  let totals: [Money]

  /// The matrix of the positions of `portfolio` in `places`, which are those of the book.
  func matrix(_ name: String, _ places: [Int], of portfolio: Portfolio) -> ScenarioMatrix {
    ScenarioMatrix(
      underlying: name, scenarios: scenarios, covers: covers, positions: places,
      losses: places.map { losses(portfolio.positions[$0]) }, totals: totals)
  }
}

extension VenueScenarios {
  /// Scenarios whose losses add up: the book loses what its positions lose.
  init(
    _ book: VenueBook, scenarios: [Scenario], covers: [Double],
    losses: @escaping (VenueBook) -> [Money]
  ) {
    (self.scenarios, self.covers, totals) = (scenarios, covers, losses(book))
    self.losses = { losses(book.holding($0)) }
  }
}

extension Portfolio {
  /// One matrix for each underlying, linear and inverse positions together.
  func matrices(
    in market: MarketState, _ scenarios: (VenueBook) -> VenueScenarios
  ) -> [ScenarioMatrix] {
    VenueBook.units(of: self, in: market).map { book in
      scenarios(book).matrix(book.name, places(on: book.underlying), of: self)
    }
  }
}
