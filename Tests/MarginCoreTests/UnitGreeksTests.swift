import MarginCore
import TestSupport
import Testing

/// Greeks of a whole book at once against those of each instrument alone.
struct UnitGreeksTests {
  @Test(arguments: SurfaceDynamics.allCases)
  func bookHasTheBitsOfItsInstruments(dynamics: SurfaceDynamics) throws {
    var random = SplitMix64(state: 11)
    let now = Timestamp(microseconds: 0)
    let states = [
      UnderlyingState(spot: 100, volatility: 0.3, rate: 0.04, yield: 0.01),
      UnderlyingState(spot: 100, volatility: 0, rate: -0.01),
      OptionVolatilityTests.state(try SurfacesSSVITests.surface(), dynamics),
    ]
    let market = MarketState(
      time: now, underlyings: ["A", "B", "C"].map { Underlying(name: $0) }, states: states)
    var positions = [Position(.spot(underlying: 0), quantity: 3)]
    for i in 0..<101 {
      let contract = OptionContract(
        underlying: Int.random(in: 0..<3, using: &random), right: i % 2 == 0 ? .call : .put,
        strike: .random(in: 20...300, using: &random), expiry: now + .days(i - 3),
        settlement: i % 5 == 0 ? .inverse : .linear)
      positions.append(Position(.option(contract), quantity: Double(i % 4 - 1)))
    }
    let future = FutureContract(underlying: 2, expiry: now + .days(30))
    positions.append(Position(.future(future), quantity: -2))
    var found = [Greeks](repeating: Greeks(), count: positions.count)
    market.unitGreeks(of: positions, into: &found)
    for (position, greeks) in zip(positions, found) {
      let alone = position.instrument.greeks(in: market[position.instrument.underlying], at: now)
      #expect(greeks == (position.quantity == 0 ? Greeks() : alone), "\(position.instrument)")
    }
  }
}
