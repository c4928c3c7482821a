internal import MarginCore

extension RebalancingBenchmark {
  /// The names of the metrics of a rebalanced account, in their order.
  public static let metricNames = AccountSummary.rebalancingMetrics(nil, AccountLog(model: ""))
    .map(\.name)
}

extension AccountSummary {
  /// What rebalancing did to the account of `log`; without values where there is no benchmark.
  static func rebalancingMetrics(_ benchmark: RebalancingBenchmark?, _ log: AccountLog) -> [Metric]
  {
    let trades = log.rebalancings.filter { $0.outcome == .traded }
    let turnover = trades.turnover
    let cost = log.trades.filter { $0.reason == .rebalance }.reduce(0) { $0 + $1.cost.total }
    let failures = log.rebalancings.filter(\.isRefused).map(\.time).uniqueCount
    return [
      Metric("rebalances", .number(Double(trades.map(\.time).uniqueCount)), .count),
      Metric("rebalancing_failures", .number(Double(failures)), .count),
      Metric("rebalancing_cost", .number(cost), .money),
      ratio("turnover", turnover),
      ratio("turnover_per_year", benchmark.flatMap { $0.years > 0 ? turnover / $0.years : nil }),
    ] + growthMetrics(benchmark, log)
  }

  private static func growthMetrics(
    _ benchmark: RebalancingBenchmark?, _ log: AccountLog
  ) -> [Metric] {
    let net = benchmark.flatMap { $0.isWholeBook ? $0.growth(of: log) : nil }
    let gross = benchmark.flatMap { $0.growth(of: $0.gross) }
    let hold = benchmark.flatMap { $0.growth(of: $0.hold) }
    let holdGross = benchmark.flatMap { $0.growth(of: $0.holdGross) }
    let components = benchmark?.components
    return [
      ratio("growth", net),
      ratio("volatility", benchmark.flatMap { $0.isWholeBook ? $0.volatility(of: log) : nil }),
      ratio("deepest_drawdown", net.map { _ in log.deepestDrawdown }),
      ratio("gross_growth", gross),
      ratio("hold_growth", hold),
      ratio("hold_growth_gross", holdGross),
      ratio("component_growth", components?.growth),
      ratio("diversification_return", components?.diversificationReturn),
      ratio("premium_over_components", difference(gross, components?.growth)),
      ratio("premium_over_hold_gross", difference(gross, holdGross)),
      ratio("premium_over_hold", difference(net, hold)),
      ratio("cost_drag", difference(gross, net)),
    ]
  }

  private static func ratio(_ name: String, _ value: Double?) -> Metric {
    Metric(name, value.map(Metric.Value.number), .ratio)
  }

  private static func difference(_ a: Double?, _ b: Double?) -> Double? {
    a.flatMap { a in b.map { a - $0 } }
  }
}

extension RebalancingBenchmark {
  /// Log growth per year from the deposit; `nil` without time, or for wealth of zero or less.
  func growth(of wealth: [Money]) -> Double? {
    wealth.last.flatMap { growthRate(from: deposit, to: $0, over: years) }
  }

  /// The same of an account, which must have lived without deposits.
  fileprivate func growth(of log: AccountLog) -> Double? {
    log.steps.allSatisfy { $0.deposit == 0 } ? growth(of: log.steps.map(\.equity)) : nil
  }

  /// Standard deviation per year of an account's returns from step to step.
  fileprivate func volatility(of log: AccountLog) -> Double? {
    let wealth = log.steps.map(\.equity)
    guard years > 0, wealth.allSatisfy({ $0 > 0 }), growth(of: log) != nil else { return nil }
    return variance(of: zip(wealth, wealth.dropFirst()).map { $1 / $0 - 1 }, over: years)
      .squareRoot()
  }
}

extension AccountLog {
  /// The largest fall below the highest equity so far, in parts of that.
  fileprivate var deepestDrawdown: Double {
    var (deepest, peak) = (0.0, 0.0)
    for step in steps {
      peak = max(peak, step.equity)
      if peak > 0 { deepest = max(deepest, 1 - step.equity / peak) }
    }
    return deepest
  }
}

extension RebalancingRecord {
  fileprivate var isRefused: Bool {
    switch outcome {
    case .unaffordable, .noPrice, .noWealth: true
    case .opened, .held, .traded, .suspended: false
    }
  }
}

extension [RebalancingRecord] {
  /// What changed hands one way, in parts of wealth: half of what all holdings and cash moved by.
  fileprivate var turnover: Double {
    var (turnover, start) = (0.0, startIndex)
    while start < endIndex {
      let end = self[start...].firstIndex { $0.time != self[start].time } ?? endIndex
      let moves = self[start..<end].map { $0.traded / $0.wealth }
      turnover += 0.5 * (moves.reduce(0) { $0 + abs($1) } + abs(moves.reduce(0, +)))
      start = end
    }
    return turnover
  }
}

extension [Timestamp] {
  /// How many different moments there are, in ascending order.
  fileprivate var uniqueCount: Int { zip(self, dropFirst()).count { $0 != $1 } + (isEmpty ? 0 : 1) }
}
