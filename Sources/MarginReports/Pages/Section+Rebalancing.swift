import MarginReplay

extension ReportSections {
  /// What keeping the weights brought; empty without rebalancing.
  var rebalancing: Section {
    let blocks: [Section.Block] = [
      .paragraph(Self.rebalancingNote), .table(MetricTables(input: input).rebalancing),
    ]
    return Section(
      id: "rebalancing", title: "Rebalancing", blocks: isRebalanced ? blocks : []
    )
  }

  private var isRebalanced: Bool {
    input.summaries.contains { $0.metric(RebalancingBenchmark.metricNames[0]) != nil }
  }

  private static let rebalancingNote =
    "Growth rates are logarithmic, per year. Gross is the same plan without costs and margin; hold buys the "
    + "opening weights and keeps them. A premium is growth of the plan less growth of what it is "
    + "measured against; turnover is one way, in parts of equity."
}
