import MarginReplay

/// `calls.csv`: the margin calls of each account, in the order they were issued.
func callsTable(_ result: RunResult) -> TableWriter {
  var table = TableWriter(columns: [
    "model", "issued", "equity", "maintenance_margin", "amount", "due", "outcome", "closed",
    "deposited",
  ])
  for account in result.accounts {
    for call in account.calls {
      table.text(account.model)
      table.time(call.issued)
      table.number(call.equity)
      table.number(call.maintenanceMargin)
      table.number(call.amount)
      table.time(call.due)
      table.text(call.outcome.rawValue)
      table.time(call.closed)
      table.number(call.deposited)
      table.endRow()
    }
  }
  return table
}
