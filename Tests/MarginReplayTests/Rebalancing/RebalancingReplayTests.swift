import Foundation
import MarginCore
import MarginReplay
import TestSupport
import Testing

/// Rebalanced accounts on paths whose answer is plain.
struct RebalancingReplayTests {
  private func replay(
    _ weights: [Double], _ exposure: any ExposureRule = ConstantExposure(),
    _ trigger: any RebalancingTrigger = CalendarRebalancing(.span(.zero)),
    costs: CostModel = CostModel()
  ) -> Replay {
    var replay = Replay(deposit: 1_000, models: [Models.regT])
    replay.rebalancing = RebalancingPlan(
      weights: weights.enumerated().map { TargetWeight(underlying: $0, weight: $1) },
      exposure: exposure, trigger: trigger)
    replay.costs = costs
    return replay
  }

  private func account(_ replay: Replay, _ paths: [Double]...) throws -> AccountLog {
    try #require(try replay.run(over: history(paths)).accounts.first)
  }

  private func history(_ paths: [[Double]]) -> MarketHistory {
    MarketHistory(
      times: (paths.first ?? []).indices.map(day),
      underlyings: paths.indices.map { Underlying(name: "X\($0)") },
      paths: paths.map { UnderlyingPath(spot: $0, volatility: $0.map { _ in 0.2 }) })
  }

  /// 60/40 of 1,000: X doubles to 1,200 of 1,600, 75 %; 240 of it buy Y, to 960 and 640.
  @Test func aDriftIsTradedBack() throws {
    let log = try account(replay([0.6, 0.4]), [100, 200], [50, 50])
    // To rounding, like the amounts below.
    #expect(zip(log.trades, [6, 8, -1.2, 4.8]).allSatisfy { abs($0.quantity - $1) < 1e-14 })
    #expect(log.trades.map(\.reason) == [.open, .open, .rebalance, .rebalance])
    #expect(log.rebalancings.map(\.weight) == [0, 0, 0.75, 0.25])
    #expect(
      zip(log.rebalancings, [600, 400, -240, 240]).allSatisfy { abs($0.traded - $1) < 1e-12 })
    #expect(log.rebalancings.map(\.outcome) == [.opened, .opened, .traded, .traded])
    #expect(log.steps.map(\.equity) == [1_000, 1_600] && abs(log.steps[1].cash) < 1e-12)
  }

  /// A leveraged or inverse product brought back daily trades m(m − 1)·r of its net asset value.
  ///
  /// In the direction of the move for m of −1, 2 and 3 (Cheng and Madhavan, 2009). Exact but for
  /// rounding.
  @Test(arguments: [-2.0, -1, 0.5, 2, 3], [0.1, -0.1])
  func aLeveragedProductTradesItsMultiple(multiple: Double, move: Double) throws {
    let replay = replay([1], ConstantExposure(multiple: multiple))
    let log = try account(replay, [100, 100 * (1 + move)])
    let traded = try #require(log.rebalancings.last?.traded)
    #expect(abs(traded - multiple * (multiple - 1) * 1_000 * move) < 1e-9)
    #expect(abs((log.steps.last?.equity ?? 0) - 1_000 * (1 + multiple * move)) < 1e-9)
  }

  /// −1 and 2 ask the market for the same trade: 2·NAV·r both.
  @Test func inverseAndDoubleTradeAlike() throws {
    let trades = try [-1.0, 2].map { multiple in
      try account(replay([1], ConstantExposure(multiple: multiple)), [100, 93]).rebalancings.last?
        .traded
    }
    #expect(trades.allSatisfy { abs(($0 ?? 0) + 140) < 1e-9 })
  }

  /// The opening at 5 % a trade leaves 1000/1.05, all of it held.
  @Test func theOpeningPaysForItself() throws {
    let log = try account(replay([1], costs: CostModel(fee: 0.05)), [100])
    #expect(abs(log.steps[0].equity / (1_000 / 1.05) - 1) < 1e-12)
    #expect(abs(log.steps[0].cash) < 1e-9)
    #expect(abs(log.rebalancings[0].traded / (1_000 / 1.05) - 1) < 1e-12)
  }

  @Test func costsOfOneAndMoreLeaveTheAccountInCash() throws {
    for fee in [1.0, 2] {
      let log = try account(replay([1], costs: CostModel(fee: fee)), [100, 110, 120])
      #expect(log.trades.isEmpty && log.steps.allSatisfy { $0.equity == 1_000 })
      #expect(log.rebalancings.allSatisfy { $0.outcome == .unaffordable })
    }
  }

  /// Margin models refuse a price of zero; what the policy itself does is seen on the benchmark.
  @Test func aPriceOfZeroOrLessIsNotTradedAt() throws {
    var free = replay([0.5, 0.5])
    free.models = []
    for bad in [0, -5.0] {
      let result = try free.run(over: history([[100, bad, 100, 100], [100, 200, 200, 200]]))
      let gross = try #require(result.rebalancing?.gross)
      // Nothing was traded at the bad price, so that all is there when it has gone.
      #expect(gross[2] == 1_500 && gross[3] == 1_500)
    }
  }

  /// Three times long through a fall of 40 %: nothing is traded while nothing is left.
  @Test func negativeWealthIsNotTraded() throws {
    var free = replay([1], ConstantExposure(multiple: 3))
    free.models = []
    let result = try free.run(over: history([[100, 60, 60, 90, 100]]))
    #expect(result.rebalancing?.gross.prefix(3) == [1_000, -200, -200])
    // At 90 the 30 units are worth more than the debt again; three times 700 gains a ninth.
    let last = try #require(result.rebalancing?.gross.suffix(2))
    #expect(last.first == 700 && abs((last.last ?? 0) - (700 + 2_100 / 9.0)) < 1e-9)
  }

  /// The same under Reg T: the account is closed out at the fall and does not open again.
  @Test func aLeveragedAccountIsLiquidatedByItsMarginModel() throws {
    let log = try account(replay([1], ConstantExposure(multiple: 3)), [100, 60, 60, 90])
    #expect(log.liquidations.count == 1 && log.steps.last?.status == .closedOut)
    #expect(log.steps.map(\.equity) == [1_000, -200, -200, -200])
    #expect(log.rebalancings.filter { $0.outcome == .traded }.isEmpty)
  }

  /// Twice long: after a fall of 40 % equity is 200 of 1,200, and Reg T asks for 300.
  ///
  /// Selling 800 leaves 400, which asks for 100: the call, with a step of grace, ends as recovered.
  @Test func underACallWeightsMayShrink() throws {
    var leveraged = replay([1], ConstantExposure(multiple: 2))
    leveraged.settlement.grace = .steps(1)
    let log = try account(leveraged, [100, 60, 60])
    #expect(log.calls.map(\.outcome) == [.recovered] && log.liquidations.isEmpty)
    #expect(log.rebalancings.map(\.outcome).prefix(2) == [.opened, .traded])
    #expect(abs(log.rebalancings[1].traded + 800) < 1e-9)
  }

  /// 3,000 of X on borrowed money beside 500 of Y, which falls to 50 of an equity of 250: to buy Y back to
  /// half while Reg T asks for 687.50 is not for this step.
  @Test func underACallWeightsDoNotGrow() throws {
    var called = replay([])
    called.rebalancing?.weights = [TargetWeight(underlying: 1, weight: 0.5)]
    called.positions = [Position(.spot(underlying: 0), quantity: 30)]
    called.settlement.grace = .steps(1)
    let log = try account(called, [100, 90], [50, 5])
    #expect(log.calls.count == 1 && log.rebalancings.map(\.outcome) == [.opened, .suspended])
    #expect(log.rebalancings[1].weight == 0.2 && log.rebalancings[1].traded == 0)
  }

  /// Half in X: liquidating 100 units beside it leaves the step alone, the next one rebalances again.
  @Test func weightsAreOfTheWholeAccount() throws {
    var replay = replay([0.5])
    replay.positions = [Position(.spot(underlying: 0), quantity: 2)]
    let log = try account(replay, [100, 120])
    // 500 of 1,000, then half of 1,000 + 5·20 + 2·20 = 1,140.
    #expect(log.trades.map(\.quantity).prefix(2) == [2, 5])
    #expect(abs((log.rebalancings.last?.traded ?? 0) - (570 - 600)) < 1e-9)
  }

  /// A deposit of 100 rounds of the same weights: hold keeps 6 and 8 units, (6·S + 8·T).
  @Test func theHoldingBenchmarkKeepsWhatItBought() throws {
    let replay = replay([0.6, 0.4], costs: CostModel(fee: 0.01))
    let result = try replay.run(over: history([[100, 130, 90], [50, 45, 70]]))
    let benchmark = try #require(result.rebalancing)
    #expect(benchmark.holdGross == [1_000, 1_140, 1_100])
    // 1,000/1.01 is left of the opening.
    #expect(zip(benchmark.hold, benchmark.holdGross).allSatisfy { abs($0 * 1.01 - $1) < 1e-9 })
  }

  /// Hand calculation over two years of 365 days: X grows from 100 to 121, Y stays, daily interest 5 %.
  @Test func metricsAreThoseOfTheirDefinition() throws {
    var replay = replay([0.5], ConstantExposure(), NoRebalancing())
    replay.interest = 0.05
    let history = MarketHistory(
      times: [day(0), day(730)], underlyings: [Underlying(name: "X")],
      paths: [UnderlyingPath(spot: [100, 121], volatility: [0.2, 0.2])])
    let summary = try #require(try replay.run(over: history).summaries().first)
    let hold = (500 * 1.21 + 500 * exp(0.1)) / 1_000
    // Two exponentials of different libraries: a few units in the last place.
    let growth = log(hold) / 2
    #expect(abs((summary.number("growth") ?? 0) - growth) < 1e-14)
    #expect(abs((summary.number("hold_growth") ?? 0) - growth) < 1e-14)
    let components = 0.25 * log(1.21) + 0.025
    #expect(abs((summary.number("component_growth") ?? 0) - components) < 1e-14)
    #expect(summary.number("premium_over_hold") == 0 && summary.number("rebalances") == 0)
    #expect(summary.number("deepest_drawdown") == 0)
    #expect(summary.number("turnover") == 0 && summary.number("cost_drag") == 0)
  }

  /// 240 of 1,600 leave X for Y: 15 % one way; into cash it would be as much.
  @Test func turnoverCountsOneWayAndCashAsAHolding() throws {
    let pair = try replay([0.6, 0.4]).run(over: history([[100, 200], [50, 50]]))
    #expect(abs((pair.summaries()[0].number("turnover") ?? 0) - 0.15) < 1e-15)
    let cash = try replay([0.6]).run(over: history([[100, 200]]))
    #expect(abs((cash.summaries()[0].number("turnover") ?? 0) - 0.15) < 1e-15)
  }

  @Test func withoutRebalancingThereIsNothingToReport() throws {
    let plain = try Replay(deposit: 10, models: [Models.regT]).run(over: history([[1, 2]]))
    #expect(plain.rebalancing == nil)
    #expect(plain.summaries()[0].metrics.allSatisfy { $0.name != "rebalances" })
  }
}
