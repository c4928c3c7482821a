import MarginReplay

/// `liquidations.csv`: forced reductions, the account before and after.
struct LiquidationsTable: StepTable {
  let name = "liquidations"
  let columns = [
    "time", "model", "fraction", "equity_before", "initial_margin_before", "equity_after",
    "initial_margin_after", "cost",
  ]

  func write(_ step: ReplayStep, to table: inout TableWriter) {
    table.records(of: step, \.liquidations, at: \.time) { record, row in
      row.number(record.fraction)
      row.number(record.equityBefore)
      row.number(record.initialMarginBefore)
      row.number(record.equityAfter)
      row.number(record.initialMarginAfter)
      row.number(record.cost)
    }
  }
}

/// `waterfall.csv`: who paid for the losses of liquidated accounts.
struct WaterfallTable: StepTable {
  let name = "waterfall"
  let columns = ["time", "model", "layer", "amount"]

  func write(_ step: ReplayStep, to table: inout TableWriter) {
    table.records(of: step, \.waterfall, at: \.time) { record, row in
      row.text(record.layer.rawValue)
      row.number(record.amount)
    }
  }
}
