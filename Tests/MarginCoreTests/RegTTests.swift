import Foundation
import MarginCore
import TestSupport
import Testing

/// Strategy rules against published and broker numbers.
///
/// Source: `Fixtures/reg-t.json`, which names
/// the origin and the tolerance of every case.
struct RegTTests {
  struct Cases: Decodable { let cases: [Case] }

  struct Case: Decodable {
    let id: String
    let underlying: Double
    let legs: [CaseLeg]
    let expected: [String: Double]
    let tolerance: [String: Double]
  }

  struct CaseLeg: Decodable {
    let type: String
    let strike: Double?
    let qty: Double
    let price: Double?
    let expiry: String?
  }

  let cases: [Case]
  let now = Timestamp(microseconds: 0)

  init() throws {
    cases = try JSONDecoder().decode(Cases.self, from: fixture("reg-t.json")).cases
  }

  private func position(_ leg: CaseLeg, of test: Case) -> Position {
    guard let right = OptionRight(rawValue: leg.type) else {
      return Position(.spot(underlying: 0), quantity: leg.qty)
    }
    let contract = OptionContract(
      underlying: 0, right: right, strike: leg.strike ?? .nan,
      expiry: now + .days(leg.expiry == "far" ? 90 : 30))
    let intrinsic = contract.intrinsic(at: test.underlying)
    return Position(.option(contract), quantity: leg.qty, quote: leg.price ?? intrinsic)
  }

  private func requirement(of test: Case) throws -> MarginRequirement {
    let market = MarketState(
      time: now, underlyings: [Underlying(name: "X")],
      states: [UnderlyingState(spot: test.underlying, volatility: .nan)])
    let portfolio = Portfolio(positions: test.legs.map { position($0, of: test) })
    return try Models.regT.requirement(for: portfolio, in: market)
  }

  /// The rule book's own figure: what the strategies are charged, premium of short options inside.
  private func published(_ requirement: MarginRequirement, isInitial: Bool) -> Double {
    isInitial ? requirement.publishedInitial : requirement.publishedMaintenance
  }

  /// The tolerance of the case, one cent where it states none in money.
  private func cent(_ test: Case) -> Double { max(0.0101, test.tolerance["absolute"] ?? 0) }

  @Test func publishedNumbersAreReproduced() throws {
    for test in cases {
      let got = try requirement(of: test)
      for (key, wanted) in test.expected {
        switch key {
        case "initial", "requirement", "broker_initial":
          #expect(abs(published(got, isInitial: true) - wanted) < cent(test), "\(test.id) \(key)")
        case "maintenance", "rule_value", "broker_maintenance":
          #expect(abs(published(got, isInitial: false) - wanted) < cent(test), "\(test.id) \(key)")
        case "broker_value":
          let tolerance = test.tolerance["relative_to_broker"] ?? 0
          let error = published(got, isInitial: false) / wanted - 1
          #expect(abs(error) < tolerance, "\(test.id) \(key)")
        default:
          #expect(["premium_received", "call", "premium"].contains(key), "\(test.id) \(key)")
        }
      }
    }
    #expect(cases.count == 14)
  }

  @Test func equityAlreadyHoldsTheOptionValue() throws {
    let test = try #require(cases.first { $0.id == "regt-short-strangle" })
    let got = try requirement(of: test)
    #expect(abs(got.initial - 8200) < 1e-9)
    #expect(abs(got.premiumInRule - 10002) < 1e-9)
    #expect(got.components.map(\.name) == ["short_combination", "option_value_in_equity"])
  }

  @Test func indexOptionsAreChargedLess() throws {
    let contract = OptionContract(underlying: 0, right: .put, strike: 95, expiry: now + .days(30))
    let portfolio = Portfolio(positions: [Position(.option(contract), quantity: -1, quote: 1)])
    func initial(_ kind: UnderlyingKind) throws -> Double {
      let market = MarketState(
        time: now, underlyings: [Underlying(name: "X", kind: kind)],
        states: [UnderlyingState(spot: 100, volatility: .nan)])
      return try Models.regT.requirement(for: portfolio, in: market).initial
    }
    #expect(abs(try initial(.equity) - 1500) < 1e-9)
    #expect(abs(try initial(.highCapIndex) - 1000) < 1e-9)
  }

  @Test func futuresAreRefusedWithAReason() {
    let future = FutureContract(underlying: 0, expiry: now + .days(90))
    let market = MarketState(
      time: now, underlyings: [Underlying(name: "X")],
      states: [UnderlyingState(spot: 100, volatility: 0.2)])
    #expect(throws: ModelError.self) {
      try Models.regT.requirement(
        for: Portfolio(positions: [Position(.future(future), quantity: 1)]), in: market)
    }
  }

  /// Greedy pairing covers the first call met; the least charge covers the other one.
  @Test func stockCoversTheCallWhereItSavesMost() throws {
    let market = MarketState(
      time: now, underlyings: [Underlying(name: "X")],
      states: [UnderlyingState(spot: 100, volatility: 0.25)])
    func call(_ strike: Double) -> Position {
      let contract = OptionContract(
        underlying: 0, right: .call, strike: strike, expiry: now + .days(30))
      return Position(.option(contract), quantity: -1, quote: 1)
    }
    let stock = Position(.spot(underlying: 0), quantity: 100)
    let both = try Models.regT.requirement(
      for: Portfolio(positions: [call(130), call(101), stock]), in: market)
    // 101 is covered: stock 2,500 + nothing; 130 naked: 100 + max(2,000 − 3,000, 1,000).
    #expect(abs(both.publishedMaintenance - (2500 + 1100)) < 1e-9)
  }
}
