import Foundation
import MarginCore
import TestSupport
import Testing

/// Single-commodity risk arrays.
///
/// Source: `Fixtures/span.json`, computed by an independent program
/// from the published algorithm; tolerance 1e-4 as stated there (its arrays print six decimals).
struct SpanTests {
  struct Cases: Decodable {
    let cases: [Case]
    let unit_arrays: [String: [Double]]
    let unit_prices: [String: Double]
  }

  struct Case: Decodable {
    let id: String
    let positions: [[Leg]]
    let expected: Expected
  }

  struct Expected: Decodable {
    let portfolio_array: [Double]
    let scan_risk, short_option_minimum, risk_requirement, net_option_value: Double
    let total_requirement_premium_style: Double
  }

  let all: Cases
  var cases: [Case] { all.cases }
  private let now = Timestamp(microseconds: 0)
  private let state = UnderlyingState(spot: 100, volatility: 0.2)

  init() throws {
    all = try JSONDecoder().decode(Cases.self, from: fixture("span.json"))
  }

  private var market: MarketState {
    MarketState(time: now, underlyings: [Underlying(name: "F")], states: [state])
  }

  private func portfolio(of test: Case) -> Portfolio {
    Portfolio(
      positions: test.positions.map {
        position($0, expiry: now + .days(30), multiplier: 50, stockMultiplier: 50)
      })
  }

  private func requirement(of test: Case) throws -> MarginRequirement {
    try Models.span.requirement(for: portfolio(of: test), in: market)
  }

  private func array(of portfolio: Portfolio) throws -> [Double] {
    let model = try #require(Models.span as? any ScenarioModel)
    return try model.scenarioMatrices(for: portfolio, in: market)[0].totals
  }

  @Test func arraysMatch() throws {
    for test in cases {
      let array = try array(of: portfolio(of: test))
      #expect(array.count == 16 && test.expected.portfolio_array.count == 16)
      for (loss, wanted) in zip(array, test.expected.portfolio_array) {
        #expect(abs(loss - wanted) < 1e-4, "\(test.id)")
      }
    }
  }

  /// The arrays and prices of one long contract, named `call105` and the like.
  @Test func unitArraysMatch() throws {
    #expect(all.unit_arrays.count == 6 && all.unit_prices.count == 5)
    for (name, wanted) in all.unit_arrays {
      let instrument = instrument(name)
      let unit = Portfolio(positions: [Position(instrument, quantity: 1)])
      for (loss, wanted) in zip(try array(of: unit), wanted) {
        #expect(abs(loss - wanted) < 1e-4, "\(name)")
      }
      guard let price = all.unit_prices[name] else { continue }
      #expect(abs(instrument.price(in: state, at: now) - price) < 1e-12, "\(name)")
    }
  }

  private func instrument(_ name: String) -> Instrument {
    let expiry = now + .days(30)
    guard let strike = Double(name.drop { !$0.isNumber }) else {
      return .future(FutureContract(underlying: 0, expiry: expiry, multiplier: 50))
    }
    return .option(
      OptionContract(
        underlying: 0, right: name.hasPrefix("call") ? .call : .put, strike: strike,
        expiry: expiry, multiplier: 50))
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
