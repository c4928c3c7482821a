import MarginCore
import MarginReplay
import MarginReports
import TestSupport
import Testing

/// The report's section on rebalancing.
@Suite struct RebalancingSectionTests {
  private func report(_ plan: RebalancingPlan?) throws -> String {
    let times = (0..<3).map { Timestamp(microseconds: 0) + .days($0) }
    let path = UnderlyingPath(spot: [100, 200, 100], volatility: [0.2, 0.2, 0.2])
    var replay = Replay(deposit: 1_000, models: [Models.regT])
    replay.rebalancing = plan
    let result = try replay.run(
      over: MarketHistory(times: times, underlyings: [Underlying(name: "X")], paths: [path]))
    return markdownReport(
      ReportInput(
        title: "t", currency: "USD", result: result, summaries: result.summaries()))
  }

  /// Half of 1,500 back from 1,000: 500 to 750 to 1,125; holding ends where it began.
  @Test func itShowsTheMetricsOfRebalancing() throws {
    let plan = RebalancingPlan(weights: [TargetWeight(underlying: 0, weight: 0.5)])
    let text = try report(plan)
    #expect(text.contains("## Rebalancing\n\nGrowth rates are logarithmic, per year."))
    #expect(text.contains("| rebalances | 2 |"))
    for name in ["turnover", "hold growth", "premium over hold", "cost drag"] {
      #expect(text.contains("| \(name) |"), "\(name)")
    }
  }

  @Test func itIsNotThereWithoutRebalancing() throws {
    #expect(try !report(nil).contains("Rebalancing"))
  }
}
