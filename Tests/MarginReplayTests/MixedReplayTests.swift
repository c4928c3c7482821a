import MarginCore
import MarginReplay
import Testing

/// Everything that a replay can hold, at once: options, spot, futures, perpetuals, coins, rebalancing,
/// an inverse hedge, a hedging option, every cost, calls and liquidation.
struct MixedReplayTests {
  static let seeds = 200..<(240 as UInt64)

  private func log(_ random: RandomReplay, cut: Int? = nil) throws -> AccountLog {
    let history = cut.map(random.history.cut(after:)) ?? random.history
    return try #require(try random.replay.run(over: history).accounts.first)
  }

  /// 1e-9 of the largest amount of the sum is the promise to users.
  @Test(arguments: seeds) func attributionCloses(seed: UInt64) throws {
    let random = RandomReplay.mixed(seed: seed)
    let coins = Portfolio(collateral: random.replay.collateral)
      .collateralValue(in: random.history[0])
    var before = random.replay.deposit + coins
    for step in try log(random).steps {
      let change = step.equity - before - step.deposit
      let scale = step.attribution.parts.reduce(abs(before) + 1) { max($0, abs($1.amount)) }
      #expect(abs(step.attribution.total - change) <= 1e-9 * scale)
      #expect(abs(step.cash + step.marketValue + step.collateral - step.equity) <= 1e-9 * scale)
      before = step.equity
    }
  }

  @Test(arguments: [200, 207, 215, 228] as [UInt64], [0, 1, 17, 40])
  func laterRowsChangeNothing(seed: UInt64, step: Int) throws {
    let random = RandomReplay.mixed(seed: seed)
    let (part, whole) = (try log(random, cut: step), try log(random))
    #expect(part.steps.count == step + 1)
    for (got, wanted) in zip(part.steps, whole.steps) {
      #expect(got.equity == wanted.equity && got.initialMargin == wanted.initialMargin)
      #expect(got.attribution == wanted.attribution && got.greeks == wanted.greeks)
    }
  }

  /// The random books do what these tests are there for.
  @Test func everythingHappens() throws {
    let logs = try Self.seeds.map { try log(.mixed(seed: $0)) }
    let steps = logs.flatMap(\.steps)
    #expect(logs.contains { $0.liquidations.contains { !$0.isFull } })
    #expect(logs.contains { $0.liquidations.contains { $0.isFull } })
    #expect(steps.contains { $0.collateral < 0 } && steps.contains { $0.attribution.funding != 0 })
    let hedges = logs.flatMap(\.trades).filter { $0.reason == .hedge }
    #expect(hedges.contains { $0.instrument.option != nil })
    #expect(hedges.contains { $0.instrument.settlement == .inverse })
    #expect(logs.flatMap(\.trades).contains { $0.reason == .rebalance })
  }

  /// A short inverse perpetual that hedges pays in coin: cash never moves by it.
  ///
  /// N dollars sold at S₀ gain N(1/S − 1/S₀) coins. Source: Deribit, contract specification of
  /// inverse perpetuals. The tolerance is rounding of sums of 1e4.
  @Test func anInverseHedgeIsPaidInCoin() throws {
    let spots = [100.0, 80, 125, 90]
    var replay = Replay(deposit: 10_000, models: [NotionalModel()])
    let call = OptionContract(
      underlying: 0, right: .call, strike: 1e-3, expiry: day(99), multiplier: 1)
    replay.positions = [Position(.option(call), quantity: 7)]
    replay.hedging = HedgePlan(
      policy: MoveHedge(by: .fraction(1)),
      vehicle: .perpetual(multiplier: 1, settlement: .inverse))
    let log = try #require(try replay.run(over: market(spots)).accounts.first)
    let sold = try #require(log.trades.first { $0.reason == .hedge })
    #expect(log.trades.count { $0.reason == .hedge } == 1)
    for (step, spot) in zip(log.steps, spots) {
      #expect(step.cash == log.steps[0].cash)
      let coins = sold.quantity * (1 / spots[0] - 1 / spot)
      #expect(abs(step.collateral - coins * spot) < 1e-9)
    }
  }
}
