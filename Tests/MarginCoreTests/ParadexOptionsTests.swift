import MarginCore
import TestSupport
import Testing

/// Paradex cross margin against the worked example of its documentation, and hand calculations.
///
/// Source: tradeparadex/paradex-docs, `docs/pages/dated-options/margin-requirements.mdx`.
struct ParadexOptionsTests {
  private let now = Timestamp(microseconds: 0)

  private func option(
    _ right: OptionRight, _ strike: Double, _ quantity: Double, at price: Double,
    expiry: TimeSpan = .days(30)
  ) -> Position {
    let contract = OptionContract(
      underlying: 0, right: right, strike: strike, expiry: now + expiry, multiplier: 1)
    return Position(.option(contract), quantity: quantity, quote: price)
  }

  private func requirement(_ positions: [Position], spot: Double = 100_000) throws
    -> MarginRequirement
  {
    let market = MarketState(
      time: now, underlyings: [Underlying(name: "BTC")],
      states: [UnderlyingState(spot: spot, volatility: 0.5)])
    return try Models.paradex.requirement(for: Portfolio(positions: positions), in: market)
  }

  /// The page's long 100,000 call at 4,000 and short 110,000 call at 1,500.
  private var spread: [Position] {
    [option(.call, 100_000, 1, at: 4000), option(.call, 110_000, -1, at: 1500)]
  }

  @Test func publishedLegsCostWhatThePageSays() throws {
    #expect(try requirement([spread[0]]).initial == 4000)
    #expect(try requirement([spread[1]]).initial == 10_000)
  }

  /// A fully capped spread has the same initial and maintenance margin.
  @Test func publishedSpreadCostsWhatItCanLose() throws {
    let got = try requirement(spread)
    #expect(got.initial == 2500 && got.maintenance == 2500)
    #expect(
      got.components == [
        MarginComponent("isolated_margin", 14_000), MarginComponent("spread_relief", -11_500),
      ])
  }

  /// Maintenance fractions are half of the initial ones: 5 % × 100,000.
  @Test func maintenanceIsHalf() throws {
    #expect(try requirement([spread[1]]).maintenance == 5000)
    #expect(try requirement([spread[0]]).maintenance == 2000)
  }

  @Test func longOptionsAndShortPutsHaveCaps() throws {
    // 15 % of spot at the money.
    #expect(try requirement([option(.put, 100_000, -1, at: 4000)]).initial == 15_000)
    // 20 % × 100,000 although the option is worth more.
    #expect(try requirement([option(.call, 50_000, 1, at: 51_000)]).initial == 20_000)
  }

  /// The loss at 110,000 less what was received, and 1.2 × 100,000: apart is less.
  @Test func unpairedCallsKeepAReserve() throws {
    let got = try requirement([
      option(.call, 90_000, -2, at: 12_000), option(.call, 110_000, 1, at: 1500),
    ])
    // Short 2 × max(15,000, 10,000), long min(1,500, 20,000).
    #expect(got.initial == 31_500)
    #expect(got.components[1].amount == 0)
  }

  @Test func onlyOneExpiryDayIsGrouped() throws {
    let sameDay = [
      option(.call, 100_000, 1, at: 4000, expiry: .days(30)),
      option(.call, 110_000, -1, at: 1500, expiry: TimeSpan(microseconds: 30 * 86_400_000_000 + 1)),
    ]
    #expect(try requirement(sameDay).initial == 2500)
    let later = [spread[0], option(.call, 110_000, -1, at: 1500, expiry: .days(31))]
    #expect(try requirement(later).initial == 14_000)
  }

  @Test func spotAndFuturesAreRefusedWithAReason() {
    #expect(
      throws: ModelError.unsupported(
        model: "paradex-btc", instrument: "spot on BTC",
        hint: "this rule margins options only")
    ) { try requirement([Position(.spot(underlying: 0), quantity: 1)]) }
  }

  /// All or nothing within an expiry: a put that costs its small strike alone costs its fraction of
  /// spot beside a call that no settlement loss bounds.
  @Test func aGroupCanCostMoreThanItsParts() throws {
    let (call, put) = (option(.call, 100_000, -1, at: 4000), option(.put, 5000, -1, at: 1))
    #expect(try requirement([call]).initial == 15_000)
    #expect(try requirement([put]).initial == 4999)
    #expect(try requirement([call, put]).initial == 25_000)
  }
}
