import MarginReplay

/// `trades.csv`: every trade and what it cost.
struct TradesTable: StepTable {
  let name = "trades"
  let columns =
    ["time", "model", "reason"] + InstrumentColumns.names
    + ["quantity", "price", "fee", "spread", "impact", "permanent_impact", "settlement"]
  private let instruments: InstrumentColumns

  init(_ underlyings: [String]) {
    instruments = InstrumentColumns(underlyings: underlyings)
  }

  func write(_ step: ReplayStep, to table: inout TableWriter) {
    for account in step.accounts {
      for trade in account.trades {
        table.time(trade.time)
        table.text(account.model)
        table.text(trade.reason.rawValue)
        instruments.write(trade.instrument, to: &table)
        table.number(trade.quantity)
        table.number(trade.price)
        table.number(trade.cost.fee)
        table.number(trade.cost.spread)
        table.number(trade.cost.impact)
        table.number(trade.cost.permanent)
        table.text(trade.instrument.settlementName)
        table.endRow()
      }
    }
  }
}
