/// The scenarios that a venue puts one underlying's positions through.
struct VenueScenarios {
  let scenarios: [Scenario]
  /// Share of each scenario's loss that is charged; ``losses`` have it applied.
  let covers: [Double]
  /// Loss of a book under each scenario.
  let losses: (VenueBook) -> [Money]
}

extension Portfolio {
  /// One matrix for each underlying, linear and inverse positions together.
  func matrices(
    in market: MarketState, _ scenarios: (VenueBook) -> VenueScenarios
  ) -> [ScenarioMatrix] {
    underlyings.compactMap { underlying in
      let places = places(on: underlying)
      let held = Portfolio(positions: places.map { positions[$0] })
      guard let book = VenueBook.units(of: held, in: market).first else { return nil }
      let venue = scenarios(book)
      return ScenarioMatrix(
        underlying: book.name, scenarios: venue.scenarios, covers: venue.covers,
        positions: places, losses: held.positions.map { venue.losses(book.holding($0)) },
        totals: venue.losses(book))
    }
  }
}
