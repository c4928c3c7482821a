import MarginReplay

/// `collateral.csv`: coins and other assets of every account at the end of each step.
struct CollateralTable: StepTable {
  let name = "collateral"
  let columns = ["time", "model", "asset", "quantity", "value", "counted"]

  func write(_ step: ReplayStep, to table: inout TableWriter) {
    table.records(of: step, \.collateral, at: \.time) { record, row in
      row.text(record.asset)
      row.number(record.quantity)
      row.number(record.value)
      row.number(record.counted)
    }
  }
}
