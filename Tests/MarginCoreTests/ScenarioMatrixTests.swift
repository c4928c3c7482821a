import TestSupport
import Testing

@testable import MarginCore

/// Matrices of venues whose totals are not the plain sums of the rows, on 40 random books each.
///
/// Comparisons allow 1e-9 of the book's gross value, as in `VenuePropertyTests`.
@Suite struct ScenarioMatrixTests {
  struct Venue: Sendable, CustomTestStringConvertible {
    let name: String
    let model: any ScenarioModel
    let isInverse: Bool
    let columns: Int
    var hasFutures = false
    var testDescription: String { name }
  }

  private static func deribit(_ changes: [String: Double]) -> any ScenarioModel {
    DeribitPortfolio(
      id: "deribit", ParameterValues(Models.deribitValues.merging(changes) { $1 }))
  }

  private static let venues = [
    Venue(
      name: "deribit in coin", model: deribit(["pnl-offset": 0.6]), isInverse: true, columns: 35,
      hasFutures: true),
    Venue(name: "deribit", model: deribit([:]), isInverse: false, columns: 35, hasFutures: true),
    Venue(
      name: "deribit together",
      model: deribit(["correlation-set": 1, "usd-pnl-offset": 0.4, "max-offsetable-pnl": 2e7]),
      isInverse: false, columns: 35, hasFutures: true),
    Venue(
      name: "pm2", model: DerivePortfolio(id: "pm2", ParameterValues(Models.derivePortfolioValues)),
      isInverse: false, columns: 34),
    Venue(
      name: "pmrm",
      model: DeriveFirstPortfolio(id: "pmrm", ParameterValues(Models.deriveFirstValues)),
      isInverse: false, columns: 24),
  ]

  private func books(_ venue: Venue) -> [RandomVenueBook] {
    (0..<40).map {
      RandomVenueBook(
        seed: UInt64($0), settlement: venue.isInverse ? .inverse : .linear,
        futures: venue.hasFutures)
    }
  }

  private func matrices(_ venue: Venue, _ book: RandomVenueBook) throws -> [ScenarioMatrix] {
    try venue.model.scenarioMatrices(for: Portfolio(positions: book.positions), in: book.market)
  }

  /// The worst cells of all matrices together are the first component, and with the charges beside it
  /// the figure that the model builds its margins from.
  @Test(arguments: venues) func worstCellAndChargesAreTheRequirement(venue: Venue) throws {
    for book in books(venue) {
      let margin = try book.requirement(venue.model)
      let worst = try matrices(venue, book).reduce(0) { $0 + max(0, $1.totals.max() ?? 0) }
      let part = { (name: String) in margin.components.first { $0.name == name }?.amount ?? 0 }
      #expect(abs(worst - margin.components[0].amount) <= 1e-9 * book.gross)
      let maintenance =
        switch venue.name {
        case "pm2": 0.8 * worst + part("maintenance_contingency")
        case "pmrm": worst + part("static_contingency")
        default:
          0.8 * (worst + part("delta_shock") + part("roll_shock") + part("contingencies"))
        }
      #expect(abs(maintenance - margin.maintenance) <= 1e-9 * book.gross)
    }
  }

  @Test(arguments: venues) func theBindingScenarioIsTheWorstCell(venue: Venue) throws {
    for book in books(venue) {
      let matrices = try matrices(venue, book)
      let held = book.positions.indices.filter { book.positions[$0].quantity != 0 }
      #expect(matrices.allSatisfy { $0.scenarios.count == venue.columns })
      #expect(matrices.allSatisfy { $0.losses.count == $0.positions.count })
      #expect(matrices.flatMap(\.positions).sorted() == held)
      let active = matrices.filter { $0.active != nil }
        .max { ($0.totals.max() ?? 0) < ($1.totals.max() ?? 0) }
      let binding = try book.requirement(venue.model).bindingScenario
      #expect(active.flatMap { matrix in matrix.active.map { matrix.scenarios[$0] } } == binding)
    }
  }

  /// Discounts and the side of rotations are those of the whole expiry, so that positions add up.
  @Test(arguments: venues.suffix(2)) func rowsOfDeriveAddUp(venue: Venue) throws {
    for book in books(venue) {
      for matrix in try matrices(venue, book) {
        for (j, total) in matrix.totals.enumerated() {
          #expect(abs(matrix.losses.reduce(0) { $0 + $1[j] } - total) <= 1e-9 * book.gross)
        }
      }
    }
  }

  /// Collateral that moves with the coin has no row and is in the totals.
  @Test func collateralThatMovesIsInTheTotals() throws {
    let market = MarketState(
      time: Timestamp(microseconds: 0), underlyings: [Underlying(name: "ETH")],
      states: [UnderlyingState(spot: 2000, volatility: 0.6)])
    let pledged = Portfolio(collateral: [Collateral("ETH", quantity: 3, underlying: 0)])
    let model = DerivePortfolio(id: "pm2", ParameterValues(Models.derivePortfolioValues))
    let matrix = try #require(try model.scenarioMatrices(for: pledged, in: market).first)
    #expect(matrix.positions.isEmpty && abs((matrix.totals.max() ?? 0) - 6000 * 0.18) < 1e-9)
  }

  /// Without dampener, and with gains that offset in full, the venue charges what the rows lose.
  @Test func rowsOfDeribitAddUpBeforeDampenerAndOffset() throws {
    let model = Self.deribit([
      "extended-dampener": 0, "usd-extended-dampener": 0, "pnl-offset": 1, "usd-pnl-offset": 1,
    ])
    let plain = Venue(
      name: "plain", model: model, isInverse: true, columns: 35, hasFutures: true)
    for book in books(plain) {
      for matrix in try matrices(plain, book) {
        for (j, total) in matrix.totals.enumerated() {
          #expect(abs(matrix.losses.reduce(0) { $0 + $1[j] } - total) <= 1e-9 * book.gross)
        }
      }
    }
  }

  /// A coin-settled and a dollar-settled position are two books of one underlying, or one table.
  @Test func currenciesOfSettlementHaveMatricesOfTheirOwn() throws {
    let market = MarketState(
      time: Timestamp(microseconds: 0), underlyings: [Underlying(name: "BTC")],
      states: [UnderlyingState(spot: 50_000, volatility: 0.6)])
    let perpetual = { (settlement: Settlement, quantity: Double) in
      Position(
        .perpetual(PerpetualContract(underlying: 0, settlement: settlement)), quantity: quantity,
        settledPrice: 50_000)
    }
    let book = Portfolio(positions: [perpetual(.linear, 2), perpetual(.inverse, -50_000)])
    let apart = try Self.deribit([:]).scenarioMatrices(for: book, in: market)
    #expect(apart.map(\.underlying) == ["BTC in coin", "BTC"])
    #expect(apart.map(\.positions) == [[1], [0]])
    let together = try Self.deribit(["correlation-set": 1]).scenarioMatrices(for: book, in: market)
    #expect(together.map(\.underlying) == ["BTC in coin and BTC"])
    #expect(together[0].positions == [0, 1])
  }
}
