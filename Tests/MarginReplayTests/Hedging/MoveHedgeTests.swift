import MarginCore
import MarginReplay
import Testing

/// Hedging when the price has moved.
struct MoveHedgeTests {
  private func days(_ threshold: MoveHedge.Threshold, _ spots: [Double]) throws -> [Int] {
    var option = HedgedOption(quantity: -100)
    option.plan = HedgePlan(policy: MoveHedge(by: threshold))
    let log = try option.log(spots)
    return log.steps.indices.filter { step in
      log.trades.contains { $0.reason == .hedge && $0.time == log.steps[step].time }
    }
  }

  /// Each move counts from the price of the last hedge, not from yesterday's.
  @Test func aFractionIsCountedFromTheLastHedge() throws {
    #expect(
      try days(.fraction(0.02), [100, 101, 102, 103, 104.5, 102.5, 102, 60, 61, 61]) == [
        0, 2, 4, 6, 7,
      ])
  }

  /// σ = 20 % and 365 days: one deviation is 0.2/√365 = 1.0468 %.
  @Test func deviationsAreThoseOfADay() throws {
    #expect(try days(.deviations(1), [100, 101.04, 101.05, 101.1, 102.2, 102.2]) == [0, 2, 4])
    #expect(try days(.deviations(2), [100, 101.05, 102.09, 102.1, 102.2, 102.2]) == [0, 3])
  }

  @Test func noMoveIsNeededAtAThresholdOfZero() throws {
    let policy = MoveHedge(by: .fraction(0))
    let last = LastHedge(time: day(0), spot: 100)
    let still = HedgeExposure(time: day(1), last: last, spot: 100, netDelta: 3)
    #expect(policy.netDelta(still) == 0)
  }

  /// From a price of zero every move is infinitely large, and none is none; below it size counts.
  @Test func pricesOfZeroAndBelowAreMeasuredBySize() {
    let policy = MoveHedge(by: .fraction(0.1))
    func decision(_ from: Double, _ to: Double) -> Double? {
      policy.netDelta(
        HedgeExposure(
          time: day(1), last: LastHedge(time: day(0), spot: from), spot: to, netDelta: 3))
    }
    #expect(decision(0, 0.01) == 0 && decision(10, 0) == 0)
    #expect(decision(-10, -10.5) == nil && decision(-10, -11) == 0)
  }

  @Test func anUnknownVolatilityNeverMoves() {
    let exposure = HedgeExposure(
      time: day(1), last: LastHedge(time: day(0), spot: 100), spot: 50, volatility: .nan,
      netDelta: 3)
    #expect(MoveHedge(by: .deviations(1)).netDelta(exposure) == nil)
  }
}
