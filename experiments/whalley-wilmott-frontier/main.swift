import Foundation
import MarginCore
import MarginReplay

// What a wider hedging band saves, and what it risks: one short call hedged over the same simulated
// paths by Whalley and Wilmott's rule at many risk aversions, and by the clock at many intervals.

let days = 90
let count = 2000
let option = OptionContract(
  underlying: 0, right: .call, strike: 100, expiry: Timestamp(microseconds: 0) + .days(days),
  multiplier: 1)
let paths = simulatedPaths(count: count, days: days, volatility: 0.2)

var points: [FrontierPoint] = []
for aversion in [30, 10, 3, 1, 0.3, 0.1, 0.03, 0.01, 0.003] {
  points.append(
    try measure(WhalleyWilmottHedge(riskAversion: aversion), "whalley-wilmott", aversion))
}
for interval in [1, 2, 3, 5, 9, 15, 30, 45] {
  points.append(
    try measure(ScheduledHedge(every: .days(interval)), "schedule", Double(interval)))
}

let folder = CommandLine.arguments.dropFirst().first ?? "reports/whalley-wilmott-frontier"
try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
try Data(table(points).utf8).write(to: URL(fileURLWithPath: "\(folder)/frontier.csv"))
try Data(frontierChart(points).utf8).write(to: URL(fileURLWithPath: "\(folder)/frontier.svg"))
print(table(points), terminator: "")

/// Hedges every path by `policy`.
func measure(
  _ policy: any HedgingPolicy, _ name: String, _ parameter: Double
) throws -> FrontierPoint {
  var (costs, errors, trades): ([Double], [Double], Int) = ([], [], 0)
  for path in paths {
    var replay = Replay(deposit: 1000, models: [NoMargin()])
    replay.positions = [Position(.option(option), quantity: -1)]
    replay.hedging = HedgePlan(policy: policy)
    replay.costs.fee = 0.002
    guard let log = try replay.run(over: path).accounts.first, let last = log.steps.last else {
      continue
    }
    let cost = log.trades.reduce(0) { $0 + $1.cost.total }
    costs.append(cost)
    errors.append(last.equity - 1000 + cost)
    trades += log.trades.filter { $0.reason == .hedge }.count
  }
  return FrontierPoint(
    policy: name, parameter: parameter, meanCost: moments(costs).mean,
    error: moments(errors).deviation, trades: Double(trades) / Double(count))
}

/// One policy's mean cost and hedge error.
struct FrontierPoint {
  let policy: String
  let parameter, meanCost, error, trades: Double
}

/// A margin model that asks for nothing: hedging alone is measured.
struct NoMargin: MarginModel {
  let id = "none"

  func requirement(
    for portfolio: Portfolio, in market: MarketState
  ) throws(ModelError) -> MarginRequirement {
    MarginRequirement(initial: 0, maintenance: 0, components: [])
  }
}

/// The points as CSV.
func table(_ points: [FrontierPoint]) -> String {
  func rounded(_ x: Double) -> String { "\((x * 10_000).rounded() / 10_000)" }
  return "policy,parameter,mean_cost,hedge_error_sd,mean_trades\n"
    + points.map {
      "\($0.policy),\($0.parameter),\(rounded($0.meanCost)),\(rounded($0.error)),"
        + "\(rounded($0.trades))\n"
    }.joined()
}
