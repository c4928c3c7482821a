import Foundation
import TestSupport
import Testing

@testable import MarginCore

/// The published response of `private/pme/simulate`, to 1e-9 coin: it is printed to 12 digits or more.
@Suite struct DeribitPortfolioTests {
  private struct Published: Decodable {
    let cases: [Case]

    struct Case: Decodable {
      let index: Double
      let positions: [Held]
      let other_components: [String: Double]
      let expected: Expected
    }
    struct Held: Decodable {
      let size_btc: Double
      let mark: Double
    }
    struct Expected: Decodable {
      let perp_standard: [Double]
      let future_standard: [Double]
      let perp_extended: [Double]
      let aggregated_standard_btc: [Double]
      let aggregated_extended_btc: [Double]
      let worst_case: Double
      let roll_shock: Double
      let delta_shock: Double
      let risk_matrix_margin: Double
      let initial_margin: Double
      let maintenance_margin: Double
    }
  }

  private func published() throws -> Published.Case {
    let file = try fixture("deribit-portfolio-margin.json")
    return try #require(try JSONDecoder().decode(Published.self, from: file).cases.first)
  }

  private func book(_ test: Published.Case) -> (Portfolio, MarketState) {
    let now = Timestamp(microseconds: 1_718_619_740_501_000)
    let instruments: [Instrument] = [
      .perpetual(PerpetualContract(underlying: 0, settlement: .inverse)),
      .future(FutureContract(underlying: 0, expiry: now + .days(11), settlement: .inverse)),
    ]
    let positions = zip(instruments, test.positions).map { instrument, held in
      Position(
        instrument, quantity: held.size_btc * held.mark, settledPrice: held.mark, quote: held.mark)
    }
    let market = MarketState(
      time: now, underlyings: [Underlying(name: "BTC", tradingDays: 365)],
      states: [UnderlyingState(spot: test.index, volatility: 0.5)])
    return (Portfolio(positions: positions), market)
  }

  private func agree(_ got: [Double], _ expected: [Double]) -> Bool {
    got.count == expected.count && zip(got, expected).allSatisfy { abs($0 - $1) <= 1e-9 }
  }

  /// What is charged in every row, as profit in coin.
  private func profits(
    _ model: DeribitPortfolio, _ portfolio: Portfolio, _ market: MarketState
  ) -> [Double] {
    model.simulated(VenueBook.all(of: portfolio, in: market))[0].losses.map {
      -$0 / market[0].spot
    }
  }

  @Test func thePublishedMatrixIsReproduced() throws {
    let test = try published()
    let (portfolio, market) = book(test)
    var gross = Models.deribitValues
    (gross["extended-dampener"], gross["pnl-offset"]) = (0, 1)
    let plain = DeribitPortfolio(id: "m", ParameterValues(gross))
    let single = { (i: Int) in
      profits(plain, Portfolio(positions: [portfolio.positions[i]]), market)
    }
    for volatility in 0..<3 {
      let column = stride(from: volatility, to: 27, by: 3)
      #expect(agree(column.map { single(0)[$0] }, test.expected.perp_standard))
      #expect(agree(column.map { single(1)[$0] }, test.expected.future_standard))
    }
    #expect(agree(Array(single(0)[27...]), test.expected.perp_extended))
  }

  @Test func thePublishedAggregationIsReproduced() throws {
    let test = try published()
    let (portfolio, market) = book(test)
    let model = DeribitPortfolio(id: "m", ParameterValues(Models.deribitValues))
    let rows = profits(model, portfolio, market)
    let column = stride(from: 1, to: 27, by: 3).map { rows[$0] }
    #expect(agree(column, test.expected.aggregated_standard_btc))
    #expect(agree(Array(rows[27...]), test.expected.aggregated_extended_btc))
  }

  @Test func thePublishedMarginsAreReproduced() throws {
    let test = try published()
    let (portfolio, market) = book(test)
    var values = Models.deribitValues
    for (ours, theirs) in [
      ("mmp-margin", "mmp_margin"), ("open-orders-margin", "open_orders_margin"),
    ] {
      values[ours] = (test.other_components[theirs] ?? .nan) * test.index
    }
    let margin = try DeribitPortfolio(id: "m", ParameterValues(values))
      .requirement(for: portfolio, in: market)
    let coins = Dictionary(
      uniqueKeysWithValues: margin.components.map { ($0.name, $0.amount / test.index) })
    let expected = [
      ("worst_case", test.expected.worst_case), ("roll_shock", test.expected.roll_shock),
      ("delta_shock", test.expected.delta_shock),
      ("risk_matrix_margin", test.expected.risk_matrix_margin),
    ]
    for (name, value) in expected { #expect(abs((coins[name] ?? .nan) - value) <= 1e-9, "\(name)") }
    #expect(abs(margin.initial / test.index - test.expected.initial_margin) <= 1e-9)
    #expect(abs(margin.maintenance / test.index - test.expected.maintenance_margin) <= 1e-9)
    #expect(margin.bindingScenario == Scenario(number: 1, spotMove: -0.16, volatilityMove: -0.25))
  }

  private struct Derived: Decodable {
    let cases: [Case]

    struct Case: Decodable {
      let id: String
      let index: Double
      let coin: Bool
      let perp: Double
      let mark: Double
      let forwards: [[Double]]
      let options: [[Leg]]
      let expected: [String: Double]
    }
  }

  /// Against an independent program; both sum a few products in double precision, so that 1e-9
  /// relative leaves three digits to spare.
  @Test func optionBooksAgreeWithAnIndependentProgram() throws {
    let file = try fixture("deribit-derived.json")
    let cases = try JSONDecoder().decode(Derived.self, from: file).cases
    #expect(cases.count == 12)
    for test in cases {
      let margin = try Models.deribitPortfolio.requirement(
        for: portfolio(test), in: market(test))
      for part in margin.components where part.name != "contingencies" {
        guard part.name != "risk_matrix_margin" else { continue }
        let expected = test.expected[part.name] ?? .nan
        #expect(abs(part.amount - expected) <= 1e-9 * (1 + expected), "\(test.id) \(part.name)")
      }
      for (got, name) in [(margin.initial, "initial"), (margin.maintenance, "maintenance")] {
        let expected = test.expected[name] ?? .nan
        #expect(abs(got - expected) <= 1e-9 * (1 + expected), "\(test.id) \(name)")
      }
    }
  }

  private let now = Timestamp(microseconds: 0)

  private func expiry(_ days: Double) -> Timestamp {
    now + TimeSpan(microseconds: Int64(days * 86_400_000_000))
  }

  private func contract(_ fields: [Leg], _ test: Derived.Case) -> OptionContract {
    let isCall = if case .text("C") = fields[1] { true } else { false }
    return OptionContract(
      underlying: 0, right: isCall ? .call : .put, strike: fields[2].number,
      expiry: expiry(fields[0].number), multiplier: 1, settlement: test.coin ? .inverse : .linear)
  }

  private func portfolio(_ test: Derived.Case) -> Portfolio {
    let perpetual = PerpetualContract(underlying: 0, settlement: test.coin ? .inverse : .linear)
    let size = test.perp * (test.coin ? test.mark : 1)
    let options = test.options.map {
      Position(.option(contract($0, test)), quantity: $0[3].number)
    }
    return Portfolio(
      positions: options + [
        Position(.perpetual(perpetual), quantity: size, settledPrice: test.mark, quote: test.mark)
      ])
  }

  private func market(_ test: Derived.Case) -> MarketState {
    let volatilities = test.options.map { (contract($0, test), $0[4].number) }
    let marks = VenueMarks(
      expiries: test.forwards.map {
        ExpiryMark(expiry($0[0]), forwardRatio: $0[1] / test.index)
      }, volatilities: Dictionary(uniqueKeysWithValues: volatilities))
    return MarketState(
      time: now, underlyings: [Underlying(name: "BTC", tradingDays: 365)],
      states: [UnderlyingState(spot: test.index, volatility: .nan, marks: marks)])
  }
}
