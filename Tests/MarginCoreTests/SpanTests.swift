import Foundation
import MarginCore
import TestSupport
import Testing

/// Single-commodity risk arrays.
///
/// Source: `Fixtures/span.json`, computed by an independent program
/// from the published algorithm; tolerance 1e-4 as stated there (its arrays print six decimals).
struct SpanTests {
  struct Cases: Decodable { let cases: [Case] }

  struct Case: Decodable {
    let id: String
    let positions: [[Leg]]
    let expected: Expected
  }

  struct Expected: Decodable {
    let scan_risk, short_option_minimum, risk_requirement, net_option_value: Double
    let total_requirement_premium_style: Double
  }

  let cases: [Case]

  init() throws {
    cases = try JSONDecoder().decode(Cases.self, from: fixture("span.json")).cases
  }

  private func requirement(of test: Case) throws -> MarginRequirement {
    let now = Timestamp(microseconds: 0)
    let market = MarketState(
      time: now, underlyings: [Underlying(name: "F")],
      states: [UnderlyingState(spot: 100, volatility: 0.2)])
    let positions = test.positions.map {
      position($0, expiry: now + .days(30), multiplier: 50, stockMultiplier: 50)
    }
    return try Models.span.requirement(for: Portfolio(positions: positions), in: market)
  }

  @Test func requirementsMatch() throws {
    #expect(cases.count >= 3)
    for test in cases {
      let got = try requirement(of: test)
      let parts = got.components.map(\.amount)
      let expected = test.expected
      for (value, wanted) in zip(
        parts,
        [
          expected.scan_risk, expected.short_option_minimum, expected.risk_requirement,
          expected.net_option_value,
        ])
      {
        #expect(abs(value - wanted) < 1e-4, "\(test.id)")
      }
      #expect(abs(got.publishedInitial - expected.total_requirement_premium_style) < 1e-4)
      #expect(got.initial == parts[2])
    }
  }

  @Test func extremeScenarioBindsForFarOptions() throws {
    let test = try #require(cases.first { $0.id == "span-short-call-130" })
    let binding = try #require(try requirement(of: test).bindingScenario)
    #expect(binding.number == 15)
    #expect(abs(binding.spotMove - 0.15) < 1e-15)
  }

  @Test func longOptionsNeverNeedMoreThanTheirValue() throws {
    let now = Timestamp(microseconds: 0)
    let market = MarketState(
      time: now, underlyings: [Underlying(name: "F")],
      states: [UnderlyingState(spot: 100, volatility: 0.2)])
    let call = OptionContract(underlying: 0, right: .call, strike: 104, expiry: now + .days(2))
    let portfolio = Portfolio(positions: [Position(.option(call), quantity: 3)])
    let requirement = try Models.span.requirement(for: portfolio, in: market)
    #expect(requirement.initial <= portfolio.marketValue(in: market))
    #expect(requirement.initial > 0)
  }
}
