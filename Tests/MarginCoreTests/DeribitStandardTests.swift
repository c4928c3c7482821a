import Foundation
import MarginCore
import TestSupport
import Testing

@Suite struct DeribitStandardTests {
  private struct Published: Decodable {
    let cases: [Case]

    struct Case: Decodable {
      let instrument: String
      let index: Double
      let size: Double
      let expected: [String: Double]
    }
  }

  private func market(_ name: String, _ spot: Double) -> MarketState {
    MarketState(
      time: Timestamp(microseconds: 0), underlyings: [Underlying(name: name)],
      states: [UnderlyingState(spot: spot, volatility: 0.6)])
  }

  private func option(_ right: OptionRight, _ strike: Double) -> Instrument {
    .option(
      OptionContract(
        underlying: 0, right: right, strike: strike,
        expiry: Timestamp(microseconds: 0) + .days(30), multiplier: 1, settlement: .inverse))
  }

  /// Deribit support, "Linear Perpetual": exact products, so 1e-9 relative.
  @Test func publishedPerpetualsAreReproduced() throws {
    let cases = try JSONDecoder().decode(
      Published.self, from: fixture("deribit-standard-margin.json")
    ).cases
    #expect(cases.count == 2)
    for test in cases {
      let perpetual = Instrument.perpetual(PerpetualContract(underlying: 0))
      let margin = try Models.deribitStandard.requirement(
        for: Portfolio(positions: [Position(perpetual, quantity: test.size, settledPrice: 1)]),
        in: market(test.instrument, test.index))
      let (im, mm) = (test.expected["im"] ?? .nan, test.expected["mm"] ?? .nan)
      #expect(abs(margin.initial - im) <= 1e-9 * im && abs(margin.maintenance - mm) <= 1e-9 * mm)
    }
  }

  /// By hand: index 50,000, premium quoted at 1,000 (0.02 coin), call 5,000 out of the money.
  @Test func shortOptionsAreChargedByHand() throws {
    let short = { (instrument: Instrument, quote: Double) in
      try Models.deribitStandard.requirement(
        for: Portfolio(positions: [Position(instrument, quantity: -1, quote: quote)]),
        in: market("BTC", 50_000))
    }
    let call = try short(option(.call, 55_000), 1000)
    #expect(abs(call.initial - 5000) < 1e-9 && abs(call.publishedInitial - 6000) < 1e-9)
    #expect(abs(call.publishedMaintenance - 4750) < 1e-9)
    let near = try short(option(.call, 51_000), 1000)
    #expect(abs(near.publishedInitial - (0.13 + 0.02) * 50_000) < 1e-9)
    // A put worth two coins: 0.075 of its mark is more than 0.075 of a coin.
    let put = try short(option(.put, 150_000), 100_000)
    #expect(abs(put.publishedMaintenance - (0.15 + 2) * 50_000) < 1e-9)
    #expect(abs(put.publishedInitial - (0.15 + 2) * 50_000) < 1e-9)
  }

  @Test func longOptionsCannotBeBorrowedAgainst() throws {
    let long = Portfolio(positions: [Position(option(.call, 55_000), quantity: 2, quote: 1000)])
    let margin = try Models.deribitStandard.requirement(for: long, in: market("BTC", 50_000))
    #expect(margin.initial == 2000 && margin.publishedInitial == 0)
  }

  @Test func heldCoinsAreNoPosition() {
    let coins = Portfolio(positions: [Position(.spot(underlying: 0), quantity: 1)])
    #expect(throws: ModelError.self) {
      try Models.deribitStandard.requirement(for: coins, in: market("BTC", 50_000))
    }
  }

  /// A long and a short position in one perpetual are one, whatever they were entered at.
  @Test func anInstrumentIsOnePosition() throws {
    let perpetual = Instrument.perpetual(PerpetualContract(underlying: 0))
    let margin = try Models.deribitStandard.requirement(
      for: Portfolio(positions: [
        Position(perpetual, quantity: 5, settledPrice: 40_000),
        Position(perpetual, quantity: -3, settledPrice: 45_000),
      ]), in: market("BTC", 50_000))
    #expect(abs(margin.initial - 2 * (0.02 + 1e-4) * 50_000) < 1e-9)
  }
}
