import MarginReplay

/// What hedging cost and of what it was made, models side by side.
struct DragTable {
  let input: ReportInput

  /// The metrics of the ledger, in the order of the argument: cost, convexity, drag, volatility.
  static let metrics = [
    "hedge_trades", "hedges_avoided", "hedge_fees", "hedge_spread", "hedge_impact",
    "hedge_permanent_impact", "hedging_cost", "gamma_profit", "theta_profit", "gamma_drag",
    "drag_per_vega", "drag_per_premium", "borrow_cost", "margin_financing_cost",
    "break_even_volatility", "realised_volatility", "worst_step_convexity_share",
  ]

  var table: ReportTable {
    MetricTables(input: input).table(Self.metrics.filter(known))
  }

  /// Metrics that some account has; costs that nobody paid are left out.
  private func known(_ name: String) -> Bool {
    let values = input.summaries.compactMap { $0.metric(name)?.value }
    let isOptional = ["hedge_permanent_impact", "borrow_cost", "margin_financing_cost"].contains(
      name)
    return isOptional ? values.contains { $0 != .number(0) } : !values.isEmpty
  }
}
