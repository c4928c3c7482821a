import MarginCore
import MarginReplay

/// `attribution.csv`: how the change in equity of each step came about.
///
/// `total` is the sum of the parts, `equity_change_less_deposit` what it must equal; the latter is
/// empty on an account's first row, before which no equity was recorded. Columns behind it say how good
/// the explanation is.
struct AttributionTable: StepTable {
  let name = "attribution"
  let columns =
    ["time", "model"] + Attribution.partNames + ["total", "equity_change_less_deposit"]
    + ["residual_share", "flagged", "substeps"]
  private var equity: [Money] = []

  mutating func write(_ step: ReplayStep, to table: inout TableWriter) {
    for (index, account) in step.accounts.enumerated() {
      let record = account.record
      table.time(record.time)
      table.text(account.model)
      record.attribution.parts.forEach { table.number($0.amount) }
      table.number(record.attribution.total)
      table.number(equity.isEmpty ? nil : record.equity - equity[index] - record.deposit)
      table.number(record.attribution.residualShare)
      table.text(String(record.attribution.isFlagged))
      table.number(Double(record.attribution.substeps))
      table.endRow()
    }
    equity = step.accounts.map(\.record.equity)
  }
}
