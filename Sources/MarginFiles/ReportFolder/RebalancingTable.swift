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
    for account in step.accounts {
      for record in account.rebalancings {
        table.time(record.time)
        table.text(account.model)
        table.text(
          underlyings.indices.contains(record.underlying) ? underlyings[record.underlying] : "")
        table.number(record.weight)
        table.number(record.target)
        table.number(record.drift)
        table.number(record.traded)
        table.text(record.outcome.rawValue)
        table.endRow()
      }
    }
  }
}
