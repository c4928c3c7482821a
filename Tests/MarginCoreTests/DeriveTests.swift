import Foundation
import TestSupport
import Testing

@testable import MarginCore

/// Derive's managers against an independent program (`scripts/venue-margin-reference`) on random books,
/// and against the venue's own books where those are at hand.
///
/// The venue's books are not ours to ship. `MARGINCALL_CASES` names a folder that holds them as
/// `derive-pm2.json`, `lyra-pmrm-v1.json` and `derive-standard-manager.json`.
@Suite struct DeriveTests {
  static let folder = ProcessInfo.processInfo.environment["MARGINCALL_CASES"]

  private func derived() throws -> DeriveCases {
    try JSONDecoder().decode(DeriveCases.self, from: fixture("derive-derived.json"))
  }

  private func venue<Cases: Decodable>(_ name: String) throws -> Cases {
    let folder = try #require(Self.folder)
    let data = try Data(contentsOf: URL(fileURLWithPath: folder).appendingPathComponent(name))
    return try JSONDecoder().decode(Cases.self, from: data)
  }

  /// Equity less requirement is the venue's net margin.
  private func expectNet(
    _ margin: MarginRequirement, _ expected: DeriveCases.Expected, cash: Double, haircut: Double,
    relative: Double, _ id: String
  ) {
    let marked = (margin.components.first { $0.name == "mark_to_market" }?.amount ?? .nan) + cash
    let pairs = [
      (marked - margin.initial, expected.net_im), (marked - margin.maintenance, expected.net_mm),
      (marked + haircut, expected.mtm),
    ]
    for (got, value) in pairs {
      #expect(abs(got - value) <= 1e-4 + relative * abs(value), "\(id): \(got) not \(value)")
    }
  }

  private func expect(
    _ test: DeriveCases.Second, _ model: DerivePortfolio, relative: Double
  ) throws {
    let (portfolio, market) = test.account
    let margin = try model.requirement(for: portfolio, in: market)
    let full = portfolio.collateral.reduce(0) { $0 + $1.value(in: market) }
    expectNet(
      margin, test.expected, cash: test.cash,
      haircut: full - portfolio.collateralValue(in: market), relative: relative, test.id)
    let basis = -(margin.components.first { $0.name == "basis_contingency" }?.amount ?? .nan)
    let value = test.expected.basis_contingency ?? .nan
    #expect(abs(basis - value) <= 1e-4 + relative * abs(value), "\(test.id) basis")
  }

  @Test func secondManagerAgreesWithAnIndependentProgram() throws {
    let cases = try derived().pm2
    #expect(cases.count == 24)
    let model = DerivePortfolio(id: "pm2", ParameterValues(Models.derivePortfolioValues))
    for test in cases { try expect(test, model, relative: 1e-9) }
  }

  @Test func firstManagerAgreesWithAnIndependentProgram() throws {
    let cases = try derived().pmrm1
    #expect(cases.count == 12)
    for test in cases {
      let (portfolio, market) = test.account
      let margin = try Models.deriveFirst.requirement(for: portfolio, in: market)
      expectNet(margin, test.expected, cash: 0, haircut: 0, relative: 1e-9, test.id)
    }
  }

  @Test func standardManagerAgreesWithAnIndependentProgram() throws {
    let cases = try derived().srm
    #expect(cases.count == 12)
    for test in cases {
      let (portfolio, market) = test.account
      let margin = try Models.deriveStandard.requirement(for: portfolio, in: market)
      expectNet(margin, test.expected, cash: portfolio.cash, haircut: 0, relative: 1e-9, test.id)
    }
  }

  /// Tolerance of the case file: 1e-7 relative and 1e-4 absolute.
  @Test(.enabled(if: folder != nil, "MARGINCALL_CASES names no folder"))
  func secondManagerReproducesTheVenuesBooks() throws {
    let file: DeriveCases.SecondFile = try venue("derive-pm2.json")
    #expect(file.cases.count >= 35)
    for test in file.cases {
      let values = file.default_params.merging(test.param_overrides ?? [:]) { $1 }
      let rows = (test.scenarios ?? file.default_scenarios).map(\.row)
      let model = DerivePortfolio(
        id: "pm2", DeriveCases.values(values),
        scenarios: rows)
      try expect(test, model, relative: 1e-7)
      let (portfolio, market) = test.account
      guard let book = DeriveBook.all(of: portfolio, in: market).first else { continue }
      let profits = model.scenarios(of: book).profits
      for (row, pair) in zip(rows, zip(profits, test.expected.scenario_pnl ?? [])) {
        #expect(abs(pair.0 - pair.1) <= 1e-4 + 1e-6 * abs(pair.1), "\(test.id) \(row)")
      }
    }
  }

  /// Tolerance of the venue's tests: 1e-3 relative.
  @Test(.enabled(if: folder != nil, "MARGINCALL_CASES names no folder"))
  func firstManagerReproducesTheVenuesBooks() throws {
    let file: DeriveCases.FirstFile = try venue("lyra-pmrm-v1.json")
    #expect(file.cases.count >= 7)
    let model = DeriveFirstPortfolio(
      id: "v1", DeriveCases.values(file.params.merging(["inner": 0.15, "edge": 0]) { $1 }))
    for test in file.cases {
      let (portfolio, market) = test.account
      let margin = try model.requirement(for: portfolio, in: market)
      expectNet(margin, test.expected, cash: test.cash, haircut: 0, relative: 1e-3, test.id)
    }
  }

  @Test(.enabled(if: folder != nil, "MARGINCALL_CASES names no folder"))
  func standardManagerReproducesTheVenuesBooks() throws {
    let file: DeriveCases.StandardFile = try venue("derive-standard-manager.json")
    #expect(file.cases.count >= 7)
    let model = DeriveStandard(id: "srm", DeriveCases.values(file.params))
    for test in file.cases {
      let (portfolio, market) = test.account
      let margin = try model.requirement(for: portfolio, in: market)
      expectNet(margin, test.expected, cash: portfolio.cash, haircut: 0, relative: 1e-3, test.id)
    }
  }

  /// 75 % of the forward is fixed when 450 of the 1,800 seconds are left.
  @Test func settlementAveragingFixesTheForward() throws {
    let expiry = Timestamp(microseconds: 450_000_000)
    let option = OptionContract(
      underlying: 0, right: .call, strike: 1000, expiry: expiry, multiplier: 1)
    let market = MarketState(
      time: Timestamp(microseconds: 0), underlyings: [Underlying(name: "ETH")],
      states: [UnderlyingState(spot: 2000, volatility: 0.5)])
    let book = DeriveBook(
      0, of: Portfolio(positions: [Position(.option(option), quantity: 1)]), in: market)
    #expect(abs(book.expiries[0].fixed - 1500) < 1e-9)
    #expect(abs(book.expiries[0].variable - 500) < 1e-9)
  }

  /// Only the option of the same strike covers: a vertical spread is naked in full.
  @Test func onlyTheSameStrikeCovers() throws {
    let option = { (right: OptionRight, strike: Double, quantity: Double) in
      Position(
        .option(
          OptionContract(
            underlying: 0, right: right, strike: strike,
            expiry: Timestamp(microseconds: 0) + .days(7), multiplier: 1)), quantity: quantity)
    }
    let market = MarketState(
      time: Timestamp(microseconds: 0), underlyings: [Underlying(name: "ETH")],
      states: [UnderlyingState(spot: 2000, volatility: 0.5)])
    let naked = { (positions: [Position]) in
      DeriveBook(0, of: Portfolio(positions: positions), in: market).nakedOptions
    }
    #expect(naked([option(.call, 2000, -2), option(.call, 2100, 2)]) == 2)
    #expect(naked([option(.call, 2000, -2), option(.put, 2000, 1.5)]) == 0.5)
    #expect(naked([option(.call, 2000, -2), option(.put, 2000, -1)]) == 3)
  }

  private func margin(
    _ model: any MarginModel, spot: Double, _ positions: [Position]
  ) throws -> MarginRequirement {
    let market = MarketState(
      time: Timestamp(microseconds: 0), underlyings: [Underlying(name: "ETH")],
      states: [UnderlyingState(spot: spot, volatility: 0.5)])
    return try model.requirement(for: Portfolio(positions: positions), in: market)
  }

  private func perpetual(at mark: Double) -> [Position] {
    [
      Position(
        .perpetual(PerpetualContract(underlying: 0)), quantity: 1, settledPrice: mark, quote: mark)
    ]
  }

  /// The worked examples of the pages DerivePM2, LyraPMRM and DeriveStandardMargin.
  @Test func onePerpetualByHand() throws {
    let second = try margin(Models.derivePortfolio, spot: 3000, perpetual(at: 3100))
    #expect(abs(second.maintenance - 536.4) < 1e-9 && abs(second.initial - 678) < 1e-9)
    let first = try margin(Models.deriveFirst, spot: 1500, perpetual(at: 1505))
    #expect(abs(first.maintenance - 346) < 1e-9 && abs(first.initial - 432.5) < 1e-9)
  }

  @Test func spreadsNeedTheirLargestLoss() throws {
    let call = { (strike: Double, quantity: Double) in
      Position(
        .option(
          OptionContract(
            underlying: 0, right: .call, strike: strike,
            expiry: Timestamp(microseconds: 0) + .days(7), multiplier: 1)), quantity: quantity)
    }
    for (sign, net) in [(1.0, 0.0), (-1, -200)] {
      let spread = try margin(
        Models.deriveStandard, spot: 1500, [call(1000, sign), call(1200, -sign)])
      let value = try #require(spread.components.last).amount
      #expect(abs(value - spread.initial - net) < 1e-9)
      #expect(abs(value - spread.maintenance - net) < 1e-9)
    }
  }
}
