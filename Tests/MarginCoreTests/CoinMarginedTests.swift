import TestSupport
import Testing

@testable import MarginCore

/// Instruments paid in coin, perpetuals, marks and collateral.
@Suite struct CoinMarginedTests {
  private let now = Timestamp(microseconds: 0)
  private var expiry: Timestamp { now + .days(30) }

  private func market(_ state: UnderlyingState) -> MarketState {
    MarketState(time: now, underlyings: [Underlying(name: "BTC")], states: [state])
  }

  /// N(1/P₀ − 1/P₁) coins at P₁: 100,000 dollars bought at 50,000 and worth 60,000.
  @Test func anInversePerpetualGainsInCoin() {
    let perpetual = PerpetualContract(underlying: 0, multiplier: 10, settlement: .inverse)
    let position = Position(.perpetual(perpetual), quantity: 10_000, settledPrice: 50_000)
    let gain = position.value(in: UnderlyingState(spot: 60_000, volatility: 0.5), at: now)
    #expect(abs(gain - 100_000 * (1 / 50_000.0 - 1 / 60_000.0) * 60_000) < 1e-8)
    #expect(abs(position.coins(atPrice: 60_000) - 100_000 / 60_000.0) < 1e-12)
  }

  /// In dollars an inverse option is its coin price times the index, whatever rates and forward are.
  @Test(arguments: [nil, 1.03, 0.98])
  func anInverseOptionIsWorthItsCoinPrice(ratio: Double?) {
    let contract = OptionContract(
      underlying: 0, right: .put, strike: 55_000, expiry: expiry, multiplier: 1,
      settlement: .inverse)
    let marks = VenueMarks(expiries: [ExpiryMark(expiry, forwardRatio: ratio)])
    let state = UnderlyingState(
      spot: 60_000, volatility: 0.6, rate: 0.04, yield: 0.01, marks: marks)
    let forward = state.forward(to: expiry, at: now)
    let coin = InverseOption(
      forward: forward, strike: 55_000, years: now.years(until: expiry), volatility: 0.6)
    let price = Instrument.option(contract).price(in: state, at: now)
    #expect(abs(price - coin.value(.put) * 60_000) < 1e-7)
    if let ratio { #expect(abs(forward - 60_000 * ratio) < 1e-9) }
  }

  /// Scenario models revalue what they are given the same way as a single price does.
  @Test(arguments: Settlement.allCases)
  func shocksMoveMarkedForwardsAlong(settlement: Settlement) {
    let contract = OptionContract(
      underlying: 0, right: .call, strike: 55_000, expiry: expiry, multiplier: 2,
      settlement: settlement)
    let marks = VenueMarks(
      expiries: [ExpiryMark(expiry, forwardRatio: 1.02, rate: 0.05)],
      volatilities: [contract: 0.7])
    let state = UnderlyingState(spot: 60_000, volatility: 0.4, rate: 0.01, marks: marks)
    let gain = profits(
      of: [Position(.option(contract), quantity: 3)], under: [Shock(spotMove: 0.1)], in: state,
      at: now)[0]
    var moved = state
    moved.spot = 66_000
    let option = Instrument.option(contract)
    let expected = 6 * (option.price(in: moved, at: now) - option.price(in: state, at: now))
    #expect(abs(gain - expected) < 1e-7)
    #expect(state.volatility(of: contract, at: now) == 0.7)
  }

  @Test func collateralCountsAfterItsHaircut() {
    let market = market(UnderlyingState(spot: 60_000, volatility: 0.5))
    let portfolio = Portfolio(
      cash: 1000,
      collateral: [
        Collateral("BTC", quantity: 2, underlying: 0, haircut: 0.05),
        Collateral("EUR", quantity: 1000, price: 1.1, haircut: 0.02, initialHaircut: 0.04),
      ])
    #expect(abs(portfolio.equity(in: market) - (1000 + 114_000 + 1078)) < 1e-9)
    #expect(portfolio.collateral[0].initialHaircut == 0.05)
  }

  /// Cash in a stablecoin at 0.98 is worth less, so that collateral is worth more of it.
  @Test func aStablecoinOffItsPegMakesCollateralWorthMore() {
    let marks = VenueMarks(settlementPrice: 0.98)
    let market = market(UnderlyingState(spot: 60_000, volatility: 0.5, marks: marks))
    let coin = Collateral("BTC", quantity: 1, underlying: 0)
    #expect(abs(coin.value(in: market) - 60_000 / 0.98) < 1e-9)
  }

  @Test func positionsAddUpByInstrument() {
    let perpetual = Instrument.perpetual(PerpetualContract(underlying: 0))
    let merged = Portfolio(positions: [
      Position(perpetual, quantity: 2), Position(.spot(underlying: 0), quantity: 1),
      Position(perpetual, quantity: -0.5), Position(.spot(underlying: 0), quantity: -1),
    ]).merged
    #expect(merged == [Position(perpetual, quantity: 1.5)])
  }

  @Test func aFutureWithoutAPriceIsRefused() {
    let future = FutureContract(underlying: 0, expiry: expiry, settlement: .inverse)
    let portfolio = Portfolio(positions: [Position(.future(future), quantity: 1, quote: 0)])
    #expect(throws: ModelError.unusablePrice(underlying: "BTC", value: 0)) {
      try Models.deribitPortfolio.requirement(
        for: portfolio, in: market(UnderlyingState(spot: 60_000, volatility: 0.5)))
    }
  }

  @Test func regTHoldsNeitherPerpetualsNorInverseOptions() {
    let perpetual = Instrument.perpetual(PerpetualContract(underlying: 0))
    let option = Instrument.option(
      OptionContract(
        underlying: 0, right: .call, strike: 1, expiry: expiry, settlement: .inverse))
    #expect(!Models.regT.covers(perpetual) && !Models.regT.covers(option))
  }
}
