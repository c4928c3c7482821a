import MarginReplay

/// `liquidations.csv`: forced reductions, the account before and after.
func liquidationsTable(_ result: RunResult) -> TableWriter {
  var table = TableWriter(columns: [
    "time", "model", "fraction", "equity_before", "initial_margin_before", "equity_after",
    "initial_margin_after", "cost",
  ])
  inTimeOrder(result.accounts, \.liquidations, \.time) { account, record in
    table.time(record.time)
    table.text(account.model)
    table.number(record.fraction)
    table.number(record.equityBefore)
    table.number(record.initialMarginBefore)
    table.number(record.equityAfter)
    table.number(record.initialMarginAfter)
    table.number(record.cost)
    table.endRow()
  }
  return table
}

/// `waterfall.csv`: who paid for the losses of liquidated accounts.
func waterfallTable(_ result: RunResult) -> TableWriter {
  var table = TableWriter(columns: ["time", "model", "layer", "amount"])
  inTimeOrder(result.accounts, \.waterfall, \.time) { account, record in
    table.time(record.time)
    table.text(account.model)
    table.text(record.layer.rawValue)
    table.number(record.amount)
    table.endRow()
  }
  return table
}
