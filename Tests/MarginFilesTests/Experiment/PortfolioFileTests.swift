import MarginCore
import Testing

@testable import MarginFiles

@Suite struct PortfolioFileTests {
  static let text = """
    schema: 1
    market: {time: 1987-10-16, underlyings: {SPX: {spot: 282.70, volatility: 0.30, rate: 0.07, kind: high-cap-index}}}
    portfolio: {currency: USD, cash: 100_000 USD, positions: [{option: put, underlying: SPX, strike: 270, expiry: 1987-11-21, quantity: -10, price: 4.2}]}

    """

  private func problems(_ old: String, _ new: String) -> [String] {
    do {
      _ = try parsePortfolio(Self.text.replacing(old, with: new), named: "p.yaml")
      return []
    } catch {
      return error.problems.map { "\($0.place) \($0.code)" }
    }
  }

  @Test func aPortfolioIsRead() throws {
    let file = try parsePortfolio(Self.text, named: "p.yaml")
    #expect(file.currency == "USD" && file.portfolio.cash == 100_000)
    #expect(file.market.underlyings == [Underlying(name: "SPX", kind: .highCapIndex)])
    #expect(file.market[0] == UnderlyingState(spot: 282.7, volatility: 0.3, rate: 0.07))
    #expect(file.market.time == CalendarDay(year: 1987, month: 10, day: 16)?.start)
    let put = try #require(file.portfolio.positions.first)
    #expect(put.quote == 4.2 && put.quantity == -10)
    #expect(put.instrument.option?.right == .put && put.instrument.multiplier == 100)
  }

  @Test func missingVolatilityIsLeftToTheModels() throws {
    let file = try parsePortfolio(
      Self.text.replacing("volatility: 0.30, ", with: "").replacing(", price: 4.2", with: ""),
      named: "p.yaml")
    #expect(file.market[0].volatility.isNaN)
    let tims = try ModelCatalogue.standard.model("tims")
    #expect(throws: ModelError.missingVolatility(underlying: "SPX")) {
      try tims.requirement(for: file.portfolio, in: file.market)
    }
  }

  @Test func aFutureAddsNothingToEquity() throws {
    let future = "{future: SPX, expiry: 1987-12-19, quantity: 3, multiplier: 500, price: 290}"
    let option =
      "{option: put, underlying: SPX, strike: 270, expiry: 1987-11-21, quantity: -10, price: 4.2}"
    let file = try parsePortfolio(Self.text.replacing(option, with: future), named: "p.yaml")
    #expect(file.portfolio.equity(in: file.market) == 100_000)
  }

  @Test func brokenPortfoliosAreRefused() {
    #expect(problems("1987-11-21", "1987-10-16") == ["p.yaml:3:111 expired"])
    #expect(problems("0.30", "30") == ["p.yaml:2:74 percent"])
    #expect(problems("100_000 USD", "100_000 CHF") == ["p.yaml:3:34 currency"])
    #expect(problems("underlying: SPX", "underlying: SPY") == ["p.yaml:3:85 unknown-underlying"])
    #expect(problems("time: 1987-10-16, ", "") == ["p.yaml:2:9 missing-key"])
    #expect(problems("price: 4.2", "price: -1") == ["p.yaml:3:145 out-of-range"])
  }
}
