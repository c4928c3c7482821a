import MarginCore
import MarginReplay

/// One short call at the money over simulated paths, trading spot at 20 basis points one way.
struct Frontier {
  let option: OptionContract
  let paths: [MarketHistory]

  init(days: Int, volatility: Double, paths count: Int) {
    option = OptionContract(
      underlying: 0, right: .call, strike: 100, expiry: Timestamp(microseconds: 0) + .days(days),
      multiplier: 1)
    paths = simulatedPaths(count: count, days: days, volatility: volatility)
  }

  /// Hedges every path by `policy`.
  func measure(
    _ policy: any HedgingPolicy, _ name: String, _ parameter: Double
  ) throws -> FrontierPoint {
    let logs = try paths.compactMap { try replay(policy).run(over: $0).accounts.first }
    let costs = logs.map { $0.trades.reduce(0) { $0 + $1.cost.total } }
    let errors = zip(logs, costs).map { ($0.steps.last?.equity ?? 0) - 1000 + $1 }
    let trades = logs.reduce(0) { $0 + $1.trades.filter { $0.reason == .hedge }.count }
    return FrontierPoint(
      policy: name, parameter: parameter, meanCost: moments(costs).mean,
      error: moments(errors).deviation, trades: Double(trades) / Double(paths.count))
  }

  private func replay(_ policy: any HedgingPolicy) -> Replay {
    var replay = Replay(deposit: 1000, models: [NoMargin()])
    replay.positions = [Position(.option(option), quantity: -1)]
    replay.hedging = HedgePlan(policy: policy)
    replay.costs.fee = 0.002
    return replay
  }
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
  let rows = points.map { point in
    "\(point.policy),\(point.parameter),\(rounded(point.meanCost)),\(rounded(point.error)),"
      + "\(rounded(point.trades))\n"
  }
  return "policy,parameter,mean_cost,hedge_error_sd,mean_trades\n" + rows.joined()
}
