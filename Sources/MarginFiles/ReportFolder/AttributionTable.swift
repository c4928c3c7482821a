import MarginCore
import MarginReplay

/// `attribution.csv`: how the change in equity of each step came about.
///
/// `total` is the sum of the parts, `equity_change_less_deposit` what it must equal; the latter is
/// empty on an account's first row, before which no equity was recorded. Columns behind it say how good
/// the explanation is.
func attributionTable(_ result: RunResult) -> TableWriter {
  let quality = ["residual_share", "flagged", "substeps"]
  let parts = Attribution().parts.map(\.name)
  var table = TableWriter(
    columns: ["time", "model"] + parts + ["total", "equity_change_less_deposit"] + quality)
  var equity: [String: Money] = [:]
  inTimeOrder(result.accounts, \.steps, \.time) { account, step in
    let change = equity[account.model].map { step.equity - $0 - step.deposit }
    table.time(step.time)
    table.text(account.model)
    step.attribution.parts.forEach { table.number($0.amount) }
    table.number(step.attribution.total)
    table.number(change)
    table.number(step.attribution.residualShare)
    table.text(String(step.attribution.isFlagged))
    table.number(Double(step.attribution.substeps))
    table.endRow()
    equity[account.model] = step.equity
  }
  return table
}
