import MarginCore
@testable import MarginReplay
import Testing

/// What an account keeps from step to step so that a step is short, against what its portfolio says.
struct KeptStateTests {
  @Test(arguments: MixedReplayTests.seeds) func columnsSayWhatPositionsSay(seed: UInt64) throws {
    let random = RandomReplay.mixed(seed: seed)
    var running = RunningReplay(random.replay, underlyings: random.history.underlyings.count)
    for index in random.history.steps {
      let market = random.history[index]
      try running.advance(to: market)
      for account in running.accounts { check(account, in: market) }
    }
  }

  /// Slots exactly; sums to rounding, since the portfolio's own are taken in another order.
  private func check(_ replay: AccountReplay, in market: MarketState) {
    let (account, portfolio) = (replay.account, replay.account.portfolio)
    for (slot, position) in portfolio.positions.enumerated() {
      let size = account.values.size(slot)
      #expect(size.isHeld == (position.quantity != 0) && size.units == position.units)
      guard size.isHeld else { continue }
      let instrument = position.instrument
      let unit = instrument.greeks(in: market[instrument.underlying], at: market.time)
      #expect(account.values.known(slot) == unit)
      #expect(size.price == unit.value && size.worth == position.value(atPrice: unit.value))
      if let expiry = instrument.expiry { #expect(account.nextExpiry <= expiry) }
    }
    let equity = portfolio.equity(in: market)
    let scale = portfolio.positions.reduce(abs(equity) + 1) {
      max($0, abs($1.value(in: market[$1.instrument.underlying], at: market.time)))
    }
    #expect(abs(replay.equity - equity) <= 1e-9 * scale)
    #expect(replay.record.greeks == portfolio.greeks(in: market))
  }

  /// A policy that is shown everything and looks at what `base` looks at.
  private struct Shown<Base: HedgingPolicy>: HedgingPolicy {
    let base: Base

    func netDelta(_ exposure: HedgeExposure) -> Double? { base.netDelta(exposure) }
  }

  @Test(arguments: 0..<8 as Range<UInt64>) func whatAPolicyIsNotShownChangesNothing(seed: UInt64)
    throws
  {
    let schedule = ScheduledHedge(every: .days(3))
    let move = MoveHedge(by: .deviations(1.5))
    #expect(try trades(schedule, seed) == trades(Shown(base: schedule), seed))
    #expect(try trades(move, seed) == trades(Shown(base: move), seed))
  }

  private func trades(_ policy: any HedgingPolicy, _ seed: UInt64) throws -> [String] {
    let random = RandomReplay.mixed(seed: seed)
    var replay = random.replay
    replay.hedging.policy = policy
    let log = try #require(try replay.run(over: random.history).accounts.first)
    return log.trades.map { "\($0)" }
  }
}
