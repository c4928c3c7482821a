import MarginReplay

/// `rebalancing.csv`: every weight at every step.
func rebalancingTable(_ result: RunResult) -> TableWriter {
  let names = result.market.map(\.name)
  var table = TableWriter(columns: [
    "time", "model", "underlying", "weight", "target", "drift", "traded", "outcome",
  ])
  inTimeOrder(result.accounts, \.rebalancings, \.time) { account, record in
    table.time(record.time)
    table.text(account.model)
    table.text(names.indices.contains(record.underlying) ? names[record.underlying] : "")
    table.number(record.weight)
    table.number(record.target)
    table.number(record.drift)
    table.number(record.traded)
    table.text(record.outcome.rawValue)
    table.endRow()
  }
  return table
}
