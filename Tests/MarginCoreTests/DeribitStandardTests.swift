import Foundation
import MarginCore
import TestSupport
import Testing

/// Deribit standard margin against the numbers of its support page, and option formulas by hand.
///
/// Source of the futures: `Fixtures/deribit-standard-margin.json`. No number for options is published.
struct DeribitStandardTests {
  struct Cases: Decodable { let cases: [Case] }

  struct Case: Decodable {
    let id: String
    let index: Double
    let size: Double
    let params: [String: Double]
    let expected: [String: Double]
  }

  private let now = Timestamp(microseconds: 0)

  private func requirement(
    _ positions: [Position], spot: Double, under model: any MarginModel = Models.deribitStandard
  ) throws -> MarginRequirement {
    let market = MarketState(
      time: now, underlyings: [Underlying(name: "BTC")],
      states: [UnderlyingState(spot: spot, volatility: 0.5)])
    return try model.requirement(for: Portfolio(positions: positions), in: market)
  }

  private func future(_ quantity: Double) -> Position {
    Position(.future(FutureContract(underlying: 0, expiry: now + .days(90))), quantity: quantity)
  }

  private func option(_ right: OptionRight, _ strike: Double, at price: Double) -> Position {
    let contract = OptionContract(
      underlying: 0, right: right, strike: strike, expiry: now + .days(30), multiplier: 1)
    return Position(.option(contract), quantity: -1, quote: price)
  }

  /// Sums and products of a few doubles: 1e-12 relative.
  @Test func publishedFuturesAreReproduced() throws {
    let cases = try JSONDecoder().decode(
      Cases.self, from: fixture("deribit-standard-margin.json")
    ).cases
    for test in cases {
      let model = Models.deribitStandard(
        initial: try #require(test.params["im_base"]),
        maintenance: try #require(test.params["mm_base"]),
        slope: try #require(test.params["slope_per_unit"]))
      for side in [1.0, -1] {
        let got = try requirement([future(side * test.size)], spot: test.index, under: model)
        #expect(abs(got.initial - (try #require(test.expected["im"]))) < 1e-12 * test.index * 25)
        #expect(
          abs(got.maintenance - (try #require(test.expected["mm"]))) < 1e-12 * test.index * 25)
      }
    }
    #expect(cases.count == 2)
  }

  @Test(arguments: [
    // max(15,000 − 10,000, 10,000) + 1,500; 7,500 + 1,500.
    (OptionRight.call, 110_000.0, 1500.0, 11_500.0, 9000.0),
    (.call, 100_000, 4000, 19_000, 11_500), (.put, 98_000, 3000, 16_000, 10_500),
    // Deep in the money 7.5 % of the mark, 150,000, exceeds that of the index and 15 % of the index.
    (.put, 250_000, 150_000, 165_000, 161_250), (.put, 500_000, 400_000, 430_000, 430_000),
  ])
  func shortOptions(
    right: OptionRight, strike: Double, mark: Double, initial: Double, maintenance: Double
  ) throws {
    let got = try requirement([option(right, strike, at: mark)], spot: 100_000)
    #expect(abs(got.publishedInitial - initial) < 1e-6)
    #expect(abs(got.publishedMaintenance - maintenance) < 1e-6)
    #expect(abs(got.initial - (initial - mark)) < 1e-6)
  }

  /// Rates grow with size, so that a future costs more than its halves: no scaling, no gross bound.
  @Test func futuresGrowFasterThanTheirSize() throws {
    let (one, two) = (
      try requirement([future(10)], spot: 100), try requirement([future(20)], spot: 100)
    )
    #expect(two.initial > 2 * one.initial)
    #expect(try requirement([future(10), future(-10)], spot: 100).initial == 0)
  }

  @Test func spotIsRefusedWithAReason() {
    #expect(throws: ModelError.self) {
      try requirement([Position(.spot(underlying: 0), quantity: 1)], spot: 100)
    }
  }
}
