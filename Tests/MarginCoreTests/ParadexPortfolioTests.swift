import TestSupport
import Testing

@testable import MarginCore

@Suite struct ParadexPortfolioTests {
  private let model = ParadexPortfolio(
    id: "paradex-pm",
    ParameterValues([
      "price-range": 0.14, "vol-range-up": 0.4, "vol-range-down": 0.22,
      "short-term-vega-power": 0.3, "long-term-vega-power": 0.13, "min-vol-for-shock-up": 0.4,
      "unhedged-delta-charge": 0.002, "hedged-delta-charge": 0.001, "maintenance-factor": 0.5,
      "funding-provision": 30, "fee-provision": 12,
      "tail-1-weight": 0.1061, "tail-2-weight": 0.2121, "tail-3-weight": 0.14,
      "tail-4-weight": 0.07, "tail-5-weight": 0.0175, "tail-6-weight": 0.0078,
      "tail-7-weight": 0.0044, "tail-8-weight": 0.0028,
    ]))

  private func margin(_ positions: [Position]) throws -> MarginRequirement {
    let market = MarketState(
      time: Timestamp(microseconds: 0), underlyings: [Underlying(name: "BTC")],
      states: [UnderlyingState(spot: 70_000, volatility: 0.5)])
    return try model.requirement(for: Portfolio(positions: positions), in: market)
  }

  private func perpetual(_ quantity: Double) -> Position {
    Position(
      .perpetual(PerpetualContract(underlying: 0)), quantity: quantity, settledPrice: 70_000)
  }

  /// Paradex documentation, "Portfolio margin": one coin long and five times 0.3 short need 140.
  @Test func thePublishedMinimumIsReproduced() {
    let deltas = [1, -0.3, -0.3, -0.3, -0.3, -0.3]
    #expect(abs(model.minimum(deltas, spot: 70_000, "BTC") - 140) < 1e-9)
  }

  /// By hand: two coins lose 14 % at the edge; the tail at −66 % counts for 0.66 × 10.61 %, half as much.
  @Test func onePerpetualByHand() throws {
    let long = try margin([perpetual(2)])
    #expect(abs(long.initial - (140_000 * 0.14 + 42)) < 1e-9)
    #expect(abs(long.maintenance - (70_000 * 0.14 + 42)) < 1e-9)
    #expect(long.bindingScenario == Scenario(number: 16, spotMove: -0.14, volatilityMove: 0.4))
    let short = try margin([perpetual(-2)])
    #expect(abs(short.initial - (140_000 * 0.14 + 42)) < 1e-9)
  }

  /// A perpetual hedged by a future has no scan risk and meets the minimum: 0.1 % of one coin.
  @Test func aHedgedBookMeetsTheMinimum() throws {
    let future = FutureContract(underlying: 0, expiry: Timestamp(microseconds: 0) + .days(30))
    let hedge = Position(.future(future), quantity: -1, settledPrice: 70_000)
    let margin = try margin([perpetual(1), hedge])
    #expect(abs(margin.initial - (70 + 42)) < 1e-9 && margin.bindingScenario == nil)
  }

  /// A far call sold loses most of its weighted loss in the tail at +100 %: 7 % of C(140,000) − C(70,000).
  @Test func aFarShortCallIsChargedInTheTail() throws {
    let call = OptionContract(
      underlying: 0, right: .call, strike: 100_000, expiry: Timestamp(microseconds: 0) + .days(30),
      multiplier: 1)
    let price = { (forward: Double, volatility: Double) in
      BlackScholes(spot: forward, strike: 100_000, years: 30 / 365, volatility: volatility)
        .value(.call)
    }
    let margin = try margin([Position(.option(call), quantity: -1)])
    let expected = 0.07 * (price(140_000, 0.7) - price(70_000, 0.5))
    #expect(abs(margin.components[0].amount - expected) < 1e-6)
    #expect(margin.bindingScenario?.number == 20)
  }

  /// Rows of the matrix add up, and its largest total is the scan risk.
  @Test func theMatrixShowsEveryScenario() throws {
    let market = MarketState(
      time: Timestamp(microseconds: 0), underlyings: [Underlying(name: "BTC")],
      states: [UnderlyingState(spot: 70_000, volatility: 0.5)])
    let put = OptionContract(
      underlying: 0, right: .put, strike: 65_000, expiry: Timestamp(microseconds: 0) + .days(20),
      multiplier: 1)
    let book = Portfolio(positions: [perpetual(2), Position(.option(put), quantity: 3)])
    let matrix = try #require(try model.scenarioMatrices(for: book, in: market).first)
    #expect(matrix.scenarios.count == 24 && matrix.covers[16] == 0.1061)
    for (j, total) in matrix.totals.enumerated() {
      #expect(abs(matrix.losses[0][j] + matrix.losses[1][j] - total) < 1e-6)
    }
    let margin = try model.requirement(for: book, in: market)
    #expect(matrix.totals.max() == margin.components[0].amount)
    #expect(matrix.active.map { matrix.scenarios[$0] } == margin.bindingScenario)
  }

  @Test func coinMarginedContractsAreRefused() {
    let inverse = PerpetualContract(underlying: 0, settlement: .inverse)
    #expect(throws: ModelError.self) { try margin([Position(.perpetual(inverse), quantity: 1)]) }
  }
}
