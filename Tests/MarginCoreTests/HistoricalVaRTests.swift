import MarginCore
import TestSupport
import Testing

/// Four past returns, so that the quantile can be worked out by hand.
struct HistoricalVaRTests {
  private let day = { (n: Int) in Timestamp(microseconds: 0) + .days(n) }

  private func history(_ spots: [Double]) -> MarketHistory {
    MarketHistory(
      times: spots.indices.map(day), underlyings: [Underlying(name: "X")],
      paths: [UnderlyingPath(spot: spots, volatility: spots.map { _ in 0.2 })],
      firstStep: spots.count - 1)
  }

  private let book = Portfolio(positions: [Position(.spot(underlying: 0), quantity: 10)])

  @Test func quantileInterpolatesBetweenOrderStatistics() throws {
    let market = history([100, 90, 99, 98.01, 102.9105])[4]
    let got = try Models.historicalVaR.requirement(for: book, in: market)
    // Returns −10 %, +10 %, −1 %, +5 % on 1,029.105: losses sorted −102.9, −51.5, 10.3, 102.9;
    // numpy.quantile(losses, 0.75) = 10.29105 + 0.25 × (102.9105 − 10.29105).
    #expect(abs(got.initial - 33.4459125) < 1e-9)
    #expect(abs(got.components[1].amount - 102.9105) < 1e-9)
  }

  @Test func tooLittlePastIsAnError() {
    let market = history([100, 101, 102, 103])[3]
    #expect(throws: ModelError.shortHistory(model: "historical-var", needed: 4, available: 3)) {
      try Models.historicalVaR.requirement(for: book, in: market)
    }
  }

  @Test func aPastPriceOfZeroIsAnError() {
    let market = history([100, 0, 99, 98, 102])[4]
    #expect(throws: ModelError.unusablePrice(underlying: "X", value: 0)) {
      try Models.historicalVaR.requirement(for: book, in: market)
    }
  }
}
