import Foundation
import MarginCore
import TestSupport
import Testing

/// Derive's Standard Manager against the project's own test vectors.
///
/// Source: `Fixtures/derive-standard-manager.json`, derivexyz/v2-core at 7736900d. Tolerance: the
/// project's 0.1 %. Its marks do not discount: the yield that gives each forward at a rate of zero, and
/// marks quoted from Black's formula at it. Cases without options need perpetuals and are left out.
struct DeriveStandardTests {
  struct Cases: Decodable { let cases: [Case] }

  struct Case: Decodable {
    let id: String
    let markets: [String: Market]
    let expected: [String: Double]
  }

  struct Market: Decodable {
    let spot: Double
    let options: [[Leg]]?
    let expiries: [[Double]]?
  }

  private let now = Timestamp(microseconds: 0)

  private func position(_ fields: [Leg], forward: Double) throws -> Position {
    guard case .text(let type) = fields[1] else { throw CocoaError(.coderReadCorrupt) }
    let right = try #require(OptionRight(rawValue: type))
    let seconds = fields[0].number
    let contract = OptionContract(
      underlying: 0, right: right, strike: fields[2].number,
      expiry: now + TimeSpan(microseconds: Int64(seconds * 1e6)), multiplier: 1)
    let mark = BlackScholes(
      spot: forward, strike: contract.strike, years: seconds / 31_536_000, rate: 0, yield: 0,
      volatility: fields[4].number
    ).value(right)
    return Position(.option(contract), quantity: fields[3].number, quote: mark)
  }

  @Test func publishedNetMarginsAreReproduced() throws {
    let cases = try JSONDecoder().decode(
      Cases.self, from: fixture("derive-standard-manager.json")
    ).cases
    var count = 0
    for test in cases {
      let side = try #require(test.markets["ETH"])
      guard let options = side.options, let expiry = side.expiries?.first else { continue }
      let yield = -log(expiry[1] / side.spot) / (expiry[0] / 31_536_000)
      let market = MarketState(
        time: now, underlyings: [Underlying(name: "ETH")],
        states: [UnderlyingState(spot: side.spot, volatility: 1, yield: yield)])
      let book = Portfolio(positions: try options.map { try position($0, forward: expiry[1]) })
      let got = try Models.deriveStandard.requirement(for: book, in: market)
      let equity = book.equity(in: market)
      for (key, value) in [
        ("net_im", equity - got.initial), ("net_mm", equity - got.maintenance), ("mtm", equity),
      ] {
        let wanted = try #require(test.expected[key])
        #expect(abs(value - wanted) <= max(1e-9, 1e-3 * abs(wanted)), "\(test.id) \(key) \(value)")
      }
      count += 1
    }
    #expect(count == 6)
  }

  /// All or nothing within an expiry, as for any rule that takes the lesser of two totals.
  @Test func anExpiryCanCostMoreThanItsParts() throws {
    let market = MarketState(
      time: now, underlyings: [Underlying(name: "ETH")],
      states: [UnderlyingState(spot: 100, volatility: 1)])
    let initial = { (positions: [Position]) in
      try Models.deriveStandard.requirement(for: Portfolio(positions: positions), in: market)
        .publishedInitial
    }
    let legs = [(OptionRight.call, 100.0, 4.0), (.put, 5, 0)].map { right, strike, price in
      let contract = OptionContract(
        underlying: 0, right: right, strike: strike, expiry: now + .days(30), multiplier: 1)
      return Position(.option(contract), quantity: -1, quote: price)
    }
    #expect(try initial([legs[0]]) == 19)
    #expect(try initial([legs[1]]) == 5)
    #expect(try initial(legs) == 29)
  }
}
