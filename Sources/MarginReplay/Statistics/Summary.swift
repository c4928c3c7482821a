public import MarginCore

extension RunResult {
  /// The metrics of every account, in the order of the accounts.
  ///
  /// Capital efficiency compares with the account that `reg-t` governed; it is undefined without one.
  public func summaries() -> [AccountSummary] {
    let baseline = accounts.first { $0.model == "reg-t" }?.meanInitialMargin
    return accounts.map { log in
      AccountSummary(
        model: log.model,
        metrics: log.metrics(baseline: baseline)
          + (rebalancing.map { AccountSummary.rebalancingMetrics($0, log) } ?? []))
    }
  }
}

extension AccountSummary {
  /// The names of the metrics that are numbers, which a check may compare, in the order of
  /// `summary.csv`.
  public static let metricNames: [String] =
    AccountLog(model: "").metrics(baseline: nil)
    .filter { $0.unit != .time }.map(\.name) + RebalancingBenchmark.metricNames
}

extension AccountLog {
  fileprivate func metrics(baseline: Money?) -> [Metric] {
    marginMetrics(baseline: baseline) + settlementMetrics + costMetrics + profitMetrics
      + coverageMetrics + dragMetrics
  }

  fileprivate var meanInitialMargin: Money? {
    steps.isEmpty ? nil : steps.reduce(0) { $0 + $1.initialMargin } / Double(steps.count)
  }

  fileprivate func marginMetrics(baseline: Money?) -> [Metric] {
    let opening = steps.first?.initialMargin
    let peak = steps.max { $0.initialMargin < $1.initialMargin }
    let trough = steps.map(\.initialMargin).filter { $0 > 0 }.min()
    let later = steps.dropFirst().map(\.initialMargin).max()
    return [
      .money("opening_initial_margin", opening),
      .money("peak_initial_margin", peak?.initialMargin),
      .time("peak_initial_margin_time", peak?.time),
      .money("trough_initial_margin", trough),
      .ratio("peak_to_trough", peak?.initialMargin, over: trough),
      .ratio("margin_expansion", later, over: opening),
      .money("mean_initial_margin", meanInitialMargin),
      .ratio("capital_efficiency_vs_reg_t", meanInitialMargin, over: baseline),
    ]
  }

  fileprivate var settlementMetrics: [Metric] {
    [
      .count("calls", calls.count),
      .time("first_call", calls.first?.issued),
      .count("liquidations", liquidations.count),
      .time("first_liquidation", liquidations.first?.time),
      .money("deposits", steps.reduce(0) { $0 + $1.deposit }),
      .money("deficit", waterfall.filter { $0.layer == .deficit }.reduce(0) { $0 + $1.amount }),
    ]
  }

  fileprivate var costMetrics: [Metric] {
    let hedges = trades.filter { $0.reason == .hedge }.reduce(TradeCost()) { $0 + $1.cost }
    let all = trades.reduce(TradeCost()) { $0 + $1.cost }
    return [
      .count("hedge_trades", trades.filter { $0.reason == .hedge }.count),
      .money("hedge_fees", hedges.fee),
      .money("hedge_spread", hedges.spread),
      .money("hedge_impact", hedges.impact),
      .money("hedging_cost", hedges.total),
      .money("trading_cost", all.total),
    ]
  }

  fileprivate var profitMetrics: [Metric] {
    let parts = steps.map(\.attribution)
    let drawdown = maximumDrawdown
    let worst = steps.dropFirst().min { $0.profit < $1.profit }
    return [
      .money("gamma_profit", parts.reduce(0) { $0 + $1.gamma }),
      .money("theta_profit", parts.reduce(0) { $0 + $1.theta }),
      .money("vega_profit", parts.reduce(0) { $0 + $1.vega }),
      .money("residual", parts.reduce(0) { $0 + $1.residual }),
      .money("max_drawdown", drawdown.amount),
      .ratio("max_drawdown_ratio", drawdown.amount, over: drawdown.peak),
      .money("worst_step_profit", worst?.profit),
      .time("worst_step_time", worst?.time),
      .money("final_equity", steps.last?.equity),
      .money("profit", steps.reduce(0) { $0 + $1.profit }),
    ]
  }

  /// The largest fall of equity below its highest value so far, deposits taken out.
  private var maximumDrawdown: (amount: Money, peak: Money) {
    var (worst, worstPeak, peak, paidIn) = (0.0, 0.0, -Double.infinity, 0.0)
    for step in steps {
      paidIn += step.deposit
      let equity = step.equity - paidIn
      peak = max(peak, equity)
      if peak - equity > worst { (worst, worstPeak) = (peak - equity, peak) }
    }
    return (worst, worstPeak > 0 ? worstPeak : peak)
  }

  /// How often the loss of the held positions over a step exceeded the initial margin set before it.
  ///
  /// Steps that start with an empty book are not counted.
  private var breaches: (count: Int, of: Int) {
    let pairs = zip(steps, steps.dropFirst()).filter { $0.0.initialMargin > 0 }
    return (pairs.filter { -$0.1.heldProfit > $0.0.initialMargin }.count, pairs.count)
  }

  fileprivate var coverageMetrics: [Metric] {
    let breaches = breaches
    return [
      .count("breaches", breaches.count),
      .ratio("coverage", Double(breaches.of - breaches.count), over: Double(breaches.of)),
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
