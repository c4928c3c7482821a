import MarginReplay

/// `rebalancing.csv`: every weight at every step.
struct RebalancingTable: StepTable {
  let name = "rebalancing"
  let columns = [
    "time", "model", "underlying", "weight", "target", "drift", "traded", "outcome",
  ]
  private let underlyings: [String]

  init(_ underlyings: [String]) {
    self.underlyings = underlyings
  }

  func write(_ step: ReplayStep, to table: inout TableWriter) {
    table.records(of: step, \.rebalancings, at: \.time) { record, row in
      row.text(
        underlyings.indices.contains(record.underlying) ? underlyings[record.underlying] : "")
      row.number(record.weight)
      row.number(record.target)
      row.number(record.drift)
      row.number(record.traded)
      row.text(record.outcome.rawValue)
    }
  }
}
