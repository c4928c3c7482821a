import Foundation
import MarginCore
import MarginReplay

// What a wider hedging band saves, and what it risks: one short call hedged over the same simulated
// paths by Whalley and Wilmott's rule at many risk aversions, and by the clock at many intervals.

let frontier = Frontier(days: 90, volatility: 0.2, paths: 2000)
var points: [FrontierPoint] = []
for aversion in [30, 10, 3, 1, 0.3, 0.1, 0.03, 0.01, 0.003] {
  let policy = WhalleyWilmottHedge(riskAversion: aversion)
  points.append(try frontier.measure(policy, "whalley-wilmott", aversion))
}
for interval in [1, 2, 3, 5, 9, 15, 30, 45] {
  let policy = ScheduledHedge(every: .days(interval))
  points.append(try frontier.measure(policy, "schedule", Double(interval)))
}

let folder = CommandLine.arguments.dropFirst().first ?? "reports/whalley-wilmott-frontier"
try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
try Data(table(points).utf8).write(to: URL(fileURLWithPath: "\(folder)/frontier.csv"))
try Data(frontierChart(points).utf8).write(to: URL(fileURLWithPath: "\(folder)/frontier.svg"))
print(table(points), terminator: "")
