import MarginCore
import MarginReplay
import TestSupport
import Testing

/// How books are opened, rolled, expired and hedged.
struct BookTests {
  private func log(_ replay: Replay, _ history: MarketHistory) throws -> AccountLog {
    try #require(try replay.run(over: history).accounts.first)
  }

  private func straddle(_ contracts: Double, roll: TimeSpan) -> Replay {
    var replay = Replay(deposit: 1e6, models: [Models.volatileSpan])
    replay.strategies = [
      RollingStrategy(
        .straddle(delta: nil), underlying: 0, contracts: contracts, tenor: .days(10), roll: roll)
    ]
    return replay
  }

  @Test func strangleStrikesHaveTheAskedDelta() throws {
    var replay = straddle(-5, roll: .zero)
    replay.strategies[0].shape = .strangle(delta: 0.25)
    let log = try log(replay, market([100], volatility: 0.3, rate: 0.05))
    let state = UnderlyingState(spot: 100, volatility: 0.3, rate: 0.05)
    for record in log.positions {
      let delta = record.position.instrument.greeks(in: state, at: day(0)).delta
      #expect(abs(abs(delta) - 0.25) < 1e-12)
      #expect(record.position.quantity == -5)
    }
    #expect(log.positions.count == 2)
  }

  @Test func strikesFallOnTheListedGrid() throws {
    var replay = straddle(-5, roll: .zero)
    replay.strategies[0].strikeStep = 5
    let log = try log(replay, market([101.9]))
    #expect(log.positions.compactMap { $0.position.instrument.option?.strike } == [100, 100])
  }

  @Test func strategiesRollBeforeExpiry() throws {
    let log = try log(straddle(-3, roll: .days(4)), market(Array(repeating: 100, count: 14)))
    let rolls = log.trades.filter { $0.reason == .roll }
    #expect(
      rolls.map(\.time) == Array(repeating: day(6), count: 4) + Array(repeating: day(12), count: 4))
    #expect(log.trades.allSatisfy { $0.reason != .expiry })
    let expiries = log.positions.filter { $0.time == day(6) }.map(\.position.instrument.expiry)
    #expect(expiries == [day(16), day(16)])
  }

  @Test func withoutARollOptionsExpireAndReopen() throws {
    let log = try log(
      straddle(-3, roll: .zero), market(Array(repeating: 100.0, count: 10) + [107, 107]))
    let settled = log.trades.filter { $0.reason == .expiry }
    #expect(settled.map(\.price) == [7, 0] && settled.allSatisfy { $0.time == day(10) })
    #expect(settled.allSatisfy { $0.quantity == 3 && $0.cost == TradeCost() })
    #expect(log.positions.filter { $0.time == day(11) }.count == 2)
  }

  @Test func aLiquidatedStrategyRollsWhatIsLeft() throws {
    var replay = straddle(-40, roll: .days(4))
    replay.deposit = 40_000
    replay.costs.options = OptionCharge(halfSpread: 0.01)
    let log = try log(replay, market([100, 100, 109] + Array(repeating: 109, count: 8)))
    let left = try #require(log.positions.last { $0.time == day(3) }).position.quantity
    #expect(left > -40 && left < 0)
    #expect(log.positions.last { $0.time == day(7) }?.position.quantity == left)
  }

  @Test func scheduledHedgeKeepsItsInterval() throws {
    var replay = straddle(-10, roll: .zero)
    replay.hedging = HedgePlan(policy: ScheduledHedge(every: .days(3)), lot: 1)
    let log = try log(replay, market([100, 101, 103, 106, 104, 101, 99, 97]))
    let times = log.trades.filter { $0.reason == .hedge }.map(\.time)
    #expect(times == [day(0), day(3), day(6)])
  }

  @Test func bandHedgeTradesOnlyOutsideItsBand() throws {
    var replay = straddle(-10, roll: .zero)
    replay.hedging = HedgePlan(policy: DeltaBandHedge(width: 0.20))
    let log = try log(replay, market([100, 100.2, 100.4, 103, 103.1]))
    let hedged = log.trades.filter { $0.reason == .hedge }.map(\.time)
    #expect(hedged == [day(3)])
    for step in log.steps { #expect(abs(step.greeks.delta) <= 0.20 * 1000 + 1e-9) }
    #expect(abs(log.steps[3].greeks.delta) < 1e-9)
  }

  @Test func futuresHedgeGainsReachCashEveryStep() throws {
    var replay = straddle(-10, roll: .zero)
    replay.hedging = HedgePlan(
      policy: ScheduledHedge(every: .zero), vehicle: .future(tenor: .days(90), multiplier: 50))
    let log = try log(replay, market([100, 104, 108], rate: 0.05))
    let futures = log.positions.filter {
      if case .future = $0.position.instrument { true } else { false }
    }
    #expect(!futures.isEmpty && futures.allSatisfy { $0.value == 0 })
    #expect((log.steps.last?.attribution.hedge ?? 0) > 0)
    for step in log.steps { #expect(abs(step.greeks.delta) < 1e-6) }
  }

  @Test func costsFollowTheirFormulas() {
    var costs = CostModel()
    costs.fee = 1e-4
    costs.halfSpread = 2e-4
    costs.impact = SquareRootImpact(coefficient: 0.5, averageDailyVolume: 200_000)
    let state = UnderlyingState(spot: 100, volatility: 0.2)
    let cost = costs.cost(
      of: -229, .spot(underlying: 0), at: 100, in: state, tradingDays: 365)
    // Day 0 of the worked replay: 2.29, 4.58 and 4.055942536946709.
    #expect(abs(cost.fee - 2.29) < 1e-12 && abs(cost.spread - 4.58) < 1e-12)
    #expect(abs(cost.impact - 4.055942536946709) < 1e-12)
    #expect(
      costs.cost(of: 0, .spot(underlying: 0), at: 100, in: state, tradingDays: 365).total == 0)
  }
}

extension BookTests {
  /// Both strategies expire on day 10, in the step whose crash liquidates part of the spot holding.
  @Test func aStrategyThatExpiresInALiquidationIsReopened() throws {
    var replay = Replay(deposit: 20_000, models: [Models.tims])
    replay.strategies = [
      RollingStrategy(.strangle(delta: 0.25), underlying: 0, contracts: -4, tenor: .days(10))
    ]
    replay.positions = [Position(.spot(underlying: 0), quantity: 1000)]
    let spots = Array(repeating: 100.0, count: 10) + [90, 90]
    let log = try #require(try replay.run(over: market(spots)).accounts.first)
    #expect(log.liquidations.first?.time == day(10) && log.liquidations.first?.isFull == false)
    #expect(log.trades.contains { $0.reason == .expiry && $0.time == day(10) })
    let legs = log.positions.filter { $0.time == day(10) && $0.position.instrument.option != nil }
    #expect(legs.count == 2)
    #expect(legs.allSatisfy { $0.position.quantity > -4 && $0.position.quantity < 0 })
  }

  @Test func cheapShortStockAsksNoLessInitialThanMaintenance() throws {
    let cheap = MarketState(
      time: day(0), underlyings: [Underlying(name: "X")],
      states: [UnderlyingState(spot: 8, volatility: 0.2)])
    let book = Portfolio(positions: [Position(.spot(underlying: 0), quantity: -100)])
    let requirement = try Models.regT.requirement(for: book, in: cheap)
    #expect(requirement.initial == 500 && requirement.maintenance == 500)
  }
}
