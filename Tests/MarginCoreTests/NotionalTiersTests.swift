import TestSupport
import Testing

@testable import MarginCore

@Suite struct NotionalTiersTests {
  /// Lower border, leverage, rate and deduction of a BTC perpetual's tiers as Binance prints them.
  ///
  /// Read in a copy without date.
  private static let printed: [(from: Double, leverage: Double, rate: Double, deduction: Double)] =
    [
      (0, 125, 0.004, 0), (50_000, 100, 0.005, 50), (600_000, 75, 0.0065, 950),
      (3e6, 50, 0.01, 11_450), (12e6, 25, 0.02, 131_450), (70e6, 20, 0.025, 481_450),
      (100e6, 10, 0.05, 2_981_450), (230e6, 5, 0.1, 14_481_450), (480e6, 4, 0.125, 26_481_450),
      (600e6, 3, 0.15, 41_481_450), (800e6, 2, 0.25, 121_481_450), (1.2e9, 1, 0.5, 421_481_450),
    ]

  private func margin(
    _ notional: Double, _ changes: [String: Double] = [:]
  ) throws -> MarginRequirement {
    let model = Models.notionalTiers(
      Self.printed.map { ($0.from, $0.rate, $0.leverage) }, changes)
    let market = MarketState(
      time: Timestamp(microseconds: 0), underlyings: [Underlying(name: "BTC")],
      states: [UnderlyingState(spot: 50_000, volatility: .nan)])
    let position = Position(
      .perpetual(PerpetualContract(underlying: 0)), quantity: -notional / 50_000,
      settledPrice: 50_000)
    return try model.requirement(for: Portfolio(positions: [position]), in: market)
  }

  /// A million dollars into each bracket, notional × rate − deduction; 1e-6 dollars of 1e9 are rounding.
  @Test(arguments: 0..<12)
  func printedDeductionsAreReproduced(bracket: Int) throws {
    let (from, leverage, rate, deduction) = Self.printed[bracket]
    let notional = from + 40_000
    let got = try margin(notional)
    #expect(abs(got.maintenance - (notional * rate - deduction)) < 1e-6)
    #expect(abs(got.initial - notional / leverage) < 1e-6)
  }

  /// A border belongs to the tier below it: exactly 50,000 dollars have leverage of 125.
  @Test func bordersBelongToTheTierBelow() throws {
    #expect(abs(try margin(50_000).initial - 400) < 1e-9)
    #expect(abs(try margin(50_001).initial - 500.01) < 1e-9)
  }

  /// 1.05 and 1.2 times the tiers' margin, whatever the leverage.
  @Test func theRatioOfAnAccountScalesTheTiers() throws {
    let changes = [
      "maintenance-multiple": 1.05, "initial-multiple": 1.2, "leverage-weight": 0,
    ]
    let got = try margin(40_000, changes)
    #expect(abs(got.maintenance - 168) < 1e-9 && abs(got.initial - 192) < 1e-9)
  }

  /// The simpler family agrees where its four tiers are enough and rates are half of 1/leverage.
  @Test func theFamilyOfLeverageIsASpecialCase() throws {
    let tiers = Models.notionalTiers([(0, 0.0125, 40), (150e6, 0.025, 20)])
    let market = MarketState(
      time: Timestamp(microseconds: 0), underlyings: [Underlying(name: "BTC")],
      states: [UnderlyingState(spot: 50_000, volatility: .nan)])
    for coins in [1.0, 2000, 3000, 9000] {
      let book = Portfolio(positions: [
        Position(
          .perpetual(PerpetualContract(underlying: 0)), quantity: coins, settledPrice: 50_000)
      ])
      let a = try tiers.requirement(for: book, in: market).maintenance
      let b = try Models.leverageTiers.requirement(for: book, in: market).maintenance
      #expect(abs(a - b) < 1e-6)
    }
  }
}
