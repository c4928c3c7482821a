import MarginReplay

/// Metrics of all models side by side.
struct MetricTables {
  let input: ReportInput

  /// The metrics a reader looks for first.
  static let headlines = [
    "opening_initial_margin", "peak_initial_margin", "margin_expansion", "calls", "first_call",
    "liquidations", "deficit", "hedging_cost", "trading_cost", "gamma_profit", "theta_profit",
    "max_drawdown", "worst_step_profit", "capital_efficiency_vs_reg_t", "final_equity",
  ]

  /// The headline metrics that any account has.
  var headline: ReportTable { table(Self.headlines.filter { names.contains($0) }) }

  /// The metrics of a rebalanced account.
  var rebalancing: ReportTable { table(RebalancingBenchmark.metricNames) }

  /// Every metric.
  var all: ReportTable { table(names) }

  /// Every metric's name, in the order of the first account that has it.
  var names: [String] {
    input.summaries.flatMap(\.metrics).map(\.name).reduce(into: []) { names, name in
      if !names.contains(name) { names.append(name) }
    }
  }

  /// The metrics called `names`.
  func table(_ names: [String]) -> ReportTable {
    ReportTable(columns: columns, rows: names.map(row))
  }

  private var columns: [ReportTable.Column] { [.words("")] + input.modelColumns }

  private func row(_ name: String) -> [String] {
    let metrics = input.accounts.map { $0.summary.metric(name) }
    let unit = metrics.lazy.compactMap(\.?.unit).first
    let suffix = unit == .money ? ", \(input.currency)" : ""
    return [Words.label(name) + suffix] + metrics.map(MetricText.value)
  }
}

extension ReportInput {
  /// One column per model, in the model's colour.
  var modelColumns: [ReportTable.Column] {
    outline.accounts.enumerated().map { .model($0.element.model, $0.offset) }
  }
}
