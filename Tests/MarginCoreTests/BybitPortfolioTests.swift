import TestSupport
import Testing

@testable import MarginCore

@Suite struct BybitPortfolioTests {
  private let now = Timestamp(microseconds: 0)

  private func margin(_ positions: [Position]) throws -> MarginRequirement {
    let market = MarketState(
      time: now, underlyings: [Underlying(name: "BTC")],
      states: [UnderlyingState(spot: 50_000, volatility: 0.5)])
    return try Models.bybit().requirement(for: Portfolio(positions: positions), in: market)
  }

  private func call(_ quantity: Double, days: Int) -> Position {
    let contract = OptionContract(
      underlying: 0, right: .call, strike: 50_000, expiry: now + .days(days), multiplier: 1)
    return Position(.option(contract), quantity: quantity)
  }

  /// By hand: 10 % of 100,000 and 0.2 % of it, times 1.2 initially.
  @Test func onePerpetualByHand() throws {
    let perpetual = Position(
      .perpetual(PerpetualContract(underlying: 0)), quantity: -2, settledPrice: 50_000)
    let margin = try margin([perpetual])
    #expect(abs(margin.maintenance - 10_200) < 1e-9 && abs(margin.initial - 12_240) < 1e-9)
    #expect(margin.bindingScenario?.spotMove == 0.1)
  }

  /// By hand: three options offset over 60 days at 0.03 % of 50,000, two of them short on balance at 1 %.
  @Test func aCalendarPaysForItsDays() throws {
    let parts = try margin([call(-5, days: 30), call(3, days: 90)]).components
    #expect(parts[2].name == "vega_spread" && abs(parts[2].amount - 60 * 3 * 15) < 1e-6)
    #expect(parts[1].name == "short_options" && abs(parts[1].amount - 5 * 500) < 1e-9)
  }

  @Test func randomBooksAgreeWithAnIndependentProgram() throws {
    let books = try CoinBooks.load()
    let model = BybitPortfolio(id: "bybit", ParameterValues(books.parameters["bybit"] ?? [:]))
    #expect(books.bybit.count == 24)
    for test in books.bybit {
      test.compare(try model.requirement(for: test.portfolio, in: test.market))
    }
  }

  @Test func theMatrixAddsUp() throws {
    let books = try CoinBooks.load()
    let model = BybitPortfolio(id: "bybit", ParameterValues(books.parameters["bybit"] ?? [:]))
    for test in books.bybit {
      let matrix = try #require(
        try model.scenarioMatrices(for: test.portfolio, in: test.market).first)
      #expect(matrix.scenarios.count == 27)
      let worst = max(0, matrix.totals.max() ?? 0)
      #expect(abs(worst - (test.expected["maximum_loss"] ?? .nan)) <= 1e-9 * max(test.spot, worst))
    }
  }
}
