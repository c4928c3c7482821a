public import MarginCore

extension RunResult {
  /// The metrics of every account, in the order of the accounts.
  ///
  /// Capital efficiency compares with the account that `reg-t` governed; it is undefined without one.
  public func summaries() -> [AccountSummary] {
    accounts.map { AccountTotals($0) }.summaries(beside: rebalancing)
  }
}

extension [AccountTotals] {
  /// The metrics of every account, in the order of the accounts; see ``RunResult/summaries()``.
  public func summaries(beside benchmark: RebalancingBenchmark? = nil) -> [AccountSummary] {
    let baseline = first { $0.model == "reg-t" }?.meanInitialMargin
    return map { totals in
      AccountSummary(
        model: totals.model,
        metrics: totals.metrics(baseline: baseline)
          + (benchmark.map { AccountSummary.rebalancingMetrics($0, totals) } ?? []))
    }
  }
}

extension AccountSummary {
  /// The names of the metrics that are numbers, which a check may compare, in the order of
  /// `summary.csv`.
  public static let metricNames: [String] =
    AccountTotals(model: "").metrics(baseline: nil)
    .filter { $0.unit != .time }.map(\.name) + RebalancingBenchmark.metricNames
}

extension AccountTotals {
  fileprivate func metrics(baseline: Money?) -> [Metric] {
    marginMetrics(baseline: baseline) + settlementMetrics + costMetrics + profitMetrics
      + coverageMetrics + dragMetrics
  }

  fileprivate var meanInitialMargin: Money? {
    count == 0 ? nil : initialMargins / Double(count)
  }

  private func marginMetrics(baseline: Money?) -> [Metric] {
    [
      .money("opening_initial_margin", opening),
      .money("peak_initial_margin", peak?.amount),
      .time("peak_initial_margin_time", peak?.time),
      .money("trough_initial_margin", trough),
      .ratio("peak_to_trough", peak?.amount, over: trough),
      .ratio("margin_expansion", later, over: opening),
      .money("mean_initial_margin", meanInitialMargin),
      .ratio("capital_efficiency_vs_reg_t", meanInitialMargin, over: baseline),
    ]
  }

  private var settlementMetrics: [Metric] {
    [
      .count("calls", calls.count),
      .time("first_call", calls.first),
      .count("liquidations", liquidations.count),
      .time("first_liquidation", liquidations.first),
      .money("deposits", deposits),
      .money("deficit", deficit),
    ]
  }

  private var costMetrics: [Metric] {
    [
      .count("hedge_trades", hedges.count),
      .money("hedge_fees", hedges.cost.fee),
      .money("hedge_spread", hedges.cost.spread),
      .money("hedge_impact", hedges.cost.impact),
      .money("hedging_cost", hedges.cost.total),
      .money("trading_cost", tradingCost.total),
    ]
  }

  private var profitMetrics: [Metric] {
    [
      .money("gamma_profit", total("gamma")),
      .money("theta_profit", total("theta")),
      .money("vega_profit", total("vega")),
      .money("residual", total("residual")),
      .money("max_drawdown", drawdown.amount),
      .ratio("max_drawdown_ratio", drawdown.amount, over: drawdown.peak),
      .money("worst_step_profit", worst?.profit),
      .time("worst_step_time", worst?.time),
      .money("final_equity", finalEquity),
      .money("profit", profit),
    ]
  }

  /// How often the loss of the held positions over a step exceeded the initial margin set before it.
  ///
  /// Steps that start with an empty book are not counted.
  private var coverageMetrics: [Metric] {
    let (count, of) = breaches
    return [
      .count("breaches", count),
      .ratio("coverage", Double(of - count), over: Double(of)),
    ]
  }
}

extension StepRecord {
  /// Change in equity over the step apart from deposits.
  public var profit: Money { attribution.total }
}

extension Metric {
  static func money(_ name: String, _ amount: Money?) -> Metric {
    Metric(name, amount.map(Value.number), .money)
  }

  static func count(_ name: String, _ count: Int) -> Metric {
    Metric(name, .number(Double(count)), .count)
  }

  static func time(_ name: String, _ time: Timestamp?) -> Metric {
    Metric(name, time.map(Value.time), .time)
  }

  static func ratio(_ name: String, _ ratio: Double?) -> Metric {
    Metric(name, ratio.map(Value.number), .ratio)
  }

  static func ratio(
    _ name: String, _ numerator: Double?, over denominator: Double?
  ) -> Metric {
    guard let numerator, let denominator, denominator > 0 else { return Metric(name, nil, .ratio) }
    return Metric(name, .number(numerator / denominator), .ratio)
  }
}
