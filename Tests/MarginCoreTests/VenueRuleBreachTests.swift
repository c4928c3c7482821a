import MarginCore
import TestSupport
import Testing

/// Rules of coin venues that break net ≤ gross on purpose, each by the book that shows it.
@Suite struct VenueRuleBreachTests {
  private let now = Timestamp(microseconds: 0)

  private func initial(_ model: any MarginModel, _ positions: [Position]) throws -> Money {
    let market = MarketState(
      time: now, underlyings: [Underlying(name: "BTC")],
      states: [UnderlyingState(spot: 50_000, volatility: 0.5)])
    return try model.requirement(for: Portfolio(positions: positions), in: market).initial
  }

  private func whole(_ model: any MarginModel, exceeds positions: [Position]) throws -> Bool {
    let parts = try positions.reduce(0) { $0 + (try initial(model, [$1])) }
    return try initial(model, positions) > parts * (1 + 1e-9)
  }

  private func call(_ quantity: Double, strike: Double, days: Int) -> Position {
    let contract = OptionContract(
      underlying: 0, right: .call, strike: strike, expiry: now + .days(days), multiplier: 1)
    return Position(.option(contract), quantity: quantity)
  }

  private func perpetual(_ quantity: Double, _ settlement: Settlement = .linear) -> Position {
    Position(
      .perpetual(PerpetualContract(underlying: 0, settlement: settlement)), quantity: quantity,
      settledPrice: 50_000)
  }

  private func future(_ quantity: Double, days: Int) -> Position {
    let contract = FutureContract(underlying: 0, expiry: now + .days(days))
    return Position(.future(contract), quantity: quantity, settledPrice: 50_000)
  }

  /// OKX multiplies closing costs by tiers, so that two hedged pairs that fill one tier fill the next together.
  ///
  /// Three times a pair costs more than three times as much. Pairs, so that scenarios charge nothing that
  /// could net.
  @Test func tiersOfClosingCostsBreakNettingAtOKX() throws {
    let model = Models.okx(["annualised-move-risk": 0])
    let pair = { (days: Int) in [perpetual(100), future(-100, days: days)] }
    let apart = try initial(model, pair(30)) + initial(model, pair(60))
    #expect(try initial(model, pair(30) + pair(60)) == apart)
    let large = { (days: Int) in [perpetual(300), future(-300, days: days)] }
    let sum = try initial(model, large(30)) + initial(model, large(60))
    #expect(try initial(model, large(30) + large(60)) > sum)
    #expect(try initial(model, large(30)) > 3 * initial(model, pair(30)))
  }

  /// Bybit charges what its grid nets: two calendars of far calls whose grid losses are small pay the
  /// spread between their expiries, which neither pays alone.
  @Test func spreadsBreakNettingAtBybit() throws {
    let model = Models.bybit(["short-option-rate": 0, "delta-spread-rate": 0])
    #expect(
      try whole(
        model, exceeds: [call(-10, strike: 200_000, days: 5), call(10, strike: 400_000, days: 300)])
    )
  }

  /// The root of a size is not additive above the flat rate: 40,000 coins in two contracts of Drift's
  /// market would pay less apart.
  @Test func sizeFactorsBreakNettingAtDrift() throws {
    let other = PerpetualContract(underlying: 0, multiplier: 2)
    let second = Position(.perpetual(other), quantity: 10_000, settledPrice: 50_000)
    #expect(try whole(Models.drift(), exceeds: [perpetual(20_000), second]))
    let small = Position(.perpetual(other), quantity: 10, settledPrice: 50_000)
    #expect(try !whole(Models.drift(), exceeds: [perpetual(20), small]))
  }

  /// Leverage of a printed tier holds for the whole notional, so that initial margin jumps at a border: a
  /// dollar more than 50,000 costs 600 dollars.
  @Test func initialMarginJumpsBetweenPrintedTiers() throws {
    let model = Models.notionalTiers(VenueRulePropertyTests.tiers)
    #expect(abs(try initial(model, [perpetual(1)]) - 400) < 1e-9)
    #expect(abs(try initial(model, [perpetual(1.00002)]) - 1000.02) < 1e-9)
  }

  /// Tiers look at each contract by itself: they neither net a hedge nor add up two contracts of one coin.
  @Test(arguments: [
    Models.leverageTiers, Models.notionalTiers(VenueRulePropertyTests.tiers),
    Models.openInterestRates(0),
  ])
  func contractsApartNeitherNetNorAddUp(model: any MarginModel) throws {
    let other = PerpetualContract(underlying: 0, multiplier: 2)
    let hedge = Position(.perpetual(other), quantity: -5, settledPrice: 50_000)
    let parts = try initial(model, [perpetual(10)]) + initial(model, [hedge])
    #expect(try initial(model, [perpetual(10), hedge]) == parts)
  }
}
