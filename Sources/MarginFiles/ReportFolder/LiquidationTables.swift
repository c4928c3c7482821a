import MarginReplay

/// `liquidations.csv`: forced reductions, the account before and after.
struct LiquidationsTable: StepTable {
  let name = "liquidations"
  let columns = [
    "time", "model", "fraction", "equity_before", "initial_margin_before", "equity_after",
    "initial_margin_after", "cost",
  ]

  func write(_ step: ReplayStep, to table: inout TableWriter) {
    for account in step.accounts {
      for record in account.liquidations {
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
    }
  }
}

/// `waterfall.csv`: who paid for the losses of liquidated accounts.
struct WaterfallTable: StepTable {
  let name = "waterfall"
  let columns = ["time", "model", "layer", "amount"]

  func write(_ step: ReplayStep, to table: inout TableWriter) {
    for account in step.accounts {
      for record in account.waterfall {
        table.time(record.time)
        table.text(account.model)
        table.text(record.layer.rawValue)
        table.number(record.amount)
        table.endRow()
      }
    }
  }
}
