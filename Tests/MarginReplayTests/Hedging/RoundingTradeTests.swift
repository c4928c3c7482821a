import MarginCore
import MarginReplay
import TestSupport
import Testing

/// What is missing of a target by rounding alone is not traded.
struct RoundingTradeTests {
  /// Holds so much of an empty book, step by step.
  private struct Steps: HedgingPolicy {
    let targets: [Double]
    func netDelta(_ exposure: HedgeExposure) -> Double? {
      targets.indices.first { day($0) == exposure.time }.map { targets[$0] }
    }
  }

  private let minimum = {
    var costs = CostModel()
    costs.fees.minimum = 5
    return costs
  }()

  /// 0.4 + (0.1 − 0.4) is 0.09999999999999998: the rest was once bought for the minimum fee of 5.
  @Test func aLotThatIsHeldIsNotTradedAgain() throws {
    var replay = Replay(deposit: 1_000, models: [NoMargin()])
    replay.hedging = HedgePlan(policy: Steps(targets: [0.4, 0.1, 0.1, 0.1]), lot: 0.1)
    replay.costs = minimum
    let log = try #require(try replay.run(over: market([1, 1, 1, 1])).accounts.first)
    #expect(log.trades.count == 2 && log.trades.reduce(0) { $0 + $1.cost.fee } == 10)
  }

  /// Prices that stand still for three days of four leave weights where the trade of the first put them.
  @Test(
    arguments: [
      CalendarRebalancing(.span(.zero)), BandRebalancing(width: 0.02, to: .edge),
      BandRebalancing(width: 0.05, .relative, to: .edge),
    ] as [any RebalancingTrigger])
  func weightsThatAreHeldAreNotTradedAgain(trigger: any RebalancingTrigger) throws {
    var replay = Replay(deposit: 100_000, models: [NoMargin()])
    replay.rebalancing = RebalancingPlan(
      weights: [.init(underlying: 0, weight: 0.6), .init(underlying: 1, weight: 0.4)],
      trigger: trigger)
    replay.costs = minimum
    (replay.costs.fee, replay.costs.halfSpread) = (5e-4, 1e-3)
    let log = try #require(try replay.run(over: stairs).accounts.first)
    let steps = Set(log.trades.map(\.time))
    #expect(steps.count > 4 && steps.isSubset(of: (0..<60).filter { $0 % 4 == 0 }.map(day)))
  }

  /// Two prices that move every fourth day.
  private var stairs: MarketHistory {
    var random = SplitMix64(state: 1)
    var level = [50.0, 80.0]
    let rows = (0..<60).map { step in
      if step % 4 == 0 { level = level.map { $0 * Double.random(in: 0.9...1.1, using: &random) } }
      return level
    }
    return MarketHistory(
      times: rows.indices.map(day), underlyings: [Underlying(name: "X"), Underlying(name: "Y")],
      paths: (0..<2).map { index in
        UnderlyingPath(spot: rows.map { $0[index] }, volatility: rows.map { _ in 0.2 })
      })
  }
}
