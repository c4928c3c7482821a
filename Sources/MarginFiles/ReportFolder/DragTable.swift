import MarginReplay

/// `drag.csv`: what staying hedged earned and cost at each step, and so far.
struct DragTable: StepTable {
  let name = "drag"
  let columns = ["time", "model"] + dragColumns
  private var ledgers: [GammaDrag]

  init(models: Int) {
    ledgers = Array(repeating: GammaDrag(), count: models)
  }

  mutating func write(_ step: ReplayStep, to table: inout TableWriter) {
    for (index, account) in step.accounts.enumerated() {
      let drag = ledgers[index].add(account.record)
      table.time(account.time)
      table.text(account.model)
      writeCosts(drag, to: &table)
      writeDrag(drag, ledgers[index], to: &table)
      writeVolatilities(drag, to: &table)
      table.endRow()
    }
  }
}

private let dragColumns = [
  "gamma", "theta", "hedge_slippage", "carry", "hedge_fees", "hedge_spread", "hedge_impact",
  "hedge_permanent_impact", "borrow_cost", "margin_financing_cost", "hedging_cost", "shortfall",
  "drag", "cumulative_drag", "drag_per_vega", "drag_per_premium", "book_vega",
  "break_even_volatility", "realised_volatility", "move", "hedges", "avoided", "convexity_share",
]

private func writeCosts(_ step: DragStep, to table: inout TableWriter) {
  let (parts, cost) = (step.record.attribution, step.record.hedging.cost)
  table.number(parts.gamma)
  table.number(parts.theta)
  table.number(step.slippage)
  table.number(step.carry)
  table.number(cost.fee)
  table.number(cost.spread)
  table.number(cost.impact)
  table.number(cost.permanent)
  table.number(-parts.borrow)
  table.number(-parts.marginFinancing)
  table.number(cost.total)
}

private func writeDrag(_ step: DragStep, _ ledger: GammaDrag, to table: inout TableWriter) {
  table.number(step.shortfall)
  table.number(step.drag)
  table.number(ledger.cumulative)
  table.number(ledger.perVega)
  table.number(ledger.perPremium)
  table.number(step.record.hedging.vega)
}

private func writeVolatilities(_ step: DragStep, to table: inout TableWriter) {
  let entry = step.record.hedging
  table.number(step.breakEvenVolatility)
  table.number(step.realisedVolatility)
  table.number(entry.move)
  table.number(Double(entry.trades))
  table.number(entry.isAvoided ? 1 : 0)
  table.number(Convexity(step.record.attribution).share)
}
