import MarginCore
import TestSupport
import Testing

/// Greeks of a whole book at once against those of each instrument alone.
struct BookColumnsTests {
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
    var book = BookColumns(slots: positions.count)
    for (slot, position) in positions.enumerated() where position.quantity != 0 {
      book.set(slot, position.instrument)
    }
    var found = [Greeks](repeating: Greeks(), count: positions.count)
    book.value(in: market, into: &found)
    for (position, greeks) in zip(positions, found) {
      let alone = position.instrument.greeks(in: market[position.instrument.underlying], at: now)
      #expect(
        greeks == (position.quantity == 0 ? Greeks() : alone.carried), "\(position.instrument)")
    }
  }

  private static let now = Timestamp(microseconds: 0)

  /// Linear and coin-margined options on two underlyings, futures and spot.
  private func instrument(_ random: inout SplitMix64) -> Instrument {
    let underlying = Int.random(in: 0..<2, using: &random)
    let expiry = Self.now + .days(.random(in: -2...400, using: &random))
    switch Int.random(in: 0..<9, using: &random) {
    case 0: return .spot(underlying: underlying)
    case 1: return .future(FutureContract(underlying: underlying, expiry: expiry))
    case let kind:
      return .option(
        OptionContract(
          underlying: underlying, right: Bool.random(using: &random) ? .call : .put,
          strike: .random(in: 20...300, using: &random), expiry: expiry,
          settlement: kind == 2 ? .inverse : .linear))
    }
  }

  /// Slots that take in, give up and exchange instruments, over moving markets, against each
  /// instrument alone.
  @Test(arguments: [1, 16, 37])
  func keptColumnsFollowTheirSlots(slots: Int) {
    var random = SplitMix64(state: 12)
    var book = BookColumns(slots: slots)
    var held = [Instrument?](repeating: nil, count: slots)
    var found = [Greeks](repeating: Greeks(), count: slots)
    for step in 0..<60 {
      let slot = Int.random(in: 0..<slots, using: &random)
      held[slot] = step % 5 == 4 ? nil : instrument(&random)
      book.set(slot, held[slot])
      let states = (0..<2).map { i in
        UnderlyingState(
          spot: .random(in: 80...120, using: &random), volatility: 0.3, rate: 0.04,
          yield: 0.01 * Double(i))
      }
      let market = MarketState(
        time: Self.now + .days(step), underlyings: ["A", "B"].map { Underlying(name: $0) },
        states: states)
      book.value(in: market, into: &found)
      for (slot, instrument) in held.enumerated() {
        let alone = instrument?.greeks(in: market[instrument?.underlying ?? 0], at: market.time)
        #expect(found[slot] == alone?.carried ?? Greeks(), "\(slot) at step \(step)")
        #expect(book[slot] == instrument)
      }
    }
  }
}
