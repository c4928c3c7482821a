import MarginCore
import MarginReplay
import TestSupport
import Testing

/// What less risk aversion buys and costs: the frontier of Whalley and Wilmott, on the same paths.
struct HedgeFrontierTests {
  private static let paths: [[Double]] = {
    var random = SplitMix64(state: 97)
    return (0..<250).map { _ in
      brownianPath(steps: 60, years: 0.25, volatility: 0.2, &random)
    }
  }()

  private func outcomes(_ policy: any HedgingPolicy) throws -> [(profit: Double, cost: Double)] {
    var option = HedgedOption()
    option.costs.fee = 0.002
    option.plan = HedgePlan(policy: policy)
    return try Self.paths.map { try option.outcome($0) }
  }

  /// Mean cost falls by more than four standard errors of the paired difference, and the deviation of
  /// what is earned before costs rises by more than a tenth, each time risk aversion falls tenfold.
  @Test func costFallsAndErrorRisesAsRiskAversionFalls() throws {
    var last: [(profit: Double, cost: Double)]?
    for aversion in [10, 1, 0.1, 0.01] {
      let now = try outcomes(WhalleyWilmottHedge(riskAversion: aversion))
      if let last {
        let saved = moments(zip(last, now).map { $0.cost - $1.cost })
        #expect(saved.mean > 4 * saved.deviation / Double(now.count).squareRoot())
        let (before, after) = (error(last), error(now))
        #expect(after > 1.1 * before, "\(aversion): \(before) to \(after)")
      }
      last = now
    }
  }

  /// A schedule with the same mean cost errs more than the band: that is what the band is for.
  @Test func aBandErrsLessThanAScheduleOfItsCost() throws {
    let band = try outcomes(WhalleyWilmottHedge(riskAversion: 0.3))
    let weekly = try outcomes(
      ScheduledHedge(every: TimeSpan(microseconds: TimeSpan.year.microseconds / 4 / 15)))
    #expect(moments(band.map(\.cost)).mean < moments(weekly.map(\.cost)).mean)
    #expect(error(band) < error(weekly))
  }

  private func error(_ outcomes: [(profit: Double, cost: Double)]) -> Double {
    moments(outcomes.map { $0.profit + $0.cost }).deviation
  }
}
