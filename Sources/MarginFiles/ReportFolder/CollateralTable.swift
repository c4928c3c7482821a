import MarginReplay

/// `collateral.csv`: coins and other assets of every account at the end of each step.
struct CollateralTable: StepTable {
  let name = "collateral"
  let columns = ["time", "model", "asset", "quantity", "value", "counted"]

  func write(_ step: ReplayStep, to table: inout TableWriter) {
    for account in step.accounts {
      for record in account.collateral {
        table.time(record.time)
        table.text(account.model)
        table.text(record.asset)
        table.number(record.quantity)
        table.number(record.value)
        table.number(record.counted)
        table.endRow()
      }
    }
  }
}
