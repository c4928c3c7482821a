internal import MarginCore

extension RebalancingBenchmark {
  /// The names of the metrics of a rebalanced account, in their order.
  public static let metricNames = AccountSummary.rebalancingMetrics(nil, AccountTotals(model: ""))
    .map(\.name)
}

extension AccountSummary {
  /// What rebalancing did to an account; without values where there is no benchmark.
  static func rebalancingMetrics(
    _ benchmark: RebalancingBenchmark?, _ account: AccountTotals
  ) -> [Metric] {
    let totals = account.rebalancing
    let turnover = totals.turnover
    return [
      .count("rebalances", totals.trades), .count("rebalancing_failures", totals.failures),
      .money("rebalancing_cost", totals.cost),
      ratio("turnover", turnover),
      ratio("turnover_per_year", benchmark.flatMap { $0.years > 0 ? turnover / $0.years : nil }),
    ] + growthMetrics(benchmark, account)
  }

  private static func growthMetrics(
    _ benchmark: RebalancingBenchmark?, _ account: AccountTotals
  ) -> [Metric] {
    let whole = benchmark.flatMap { $0.isWholeBook && account.deposits == 0 ? $0 : nil }
    let net = whole.flatMap { whole in
      account.finalEquity.flatMap { growthRate(from: whole.deposit, to: $0, over: whole.years) }
    }
    let gross = benchmark.flatMap { $0.growth(of: $0.gross) }
    let hold = benchmark.flatMap { $0.growth(of: $0.hold) }
    let holdGross = benchmark.flatMap { $0.growth(of: $0.holdGross) }
    let components = benchmark?.components
    return [
      ratio("growth", net),
      ratio(
        "volatility",
        net.flatMap { _ in whole.flatMap { account.rebalancing.volatility(over: $0.years) } }),
      ratio("deepest_drawdown", net.map { _ in account.rebalancing.deepestDrawdown }),
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
}
