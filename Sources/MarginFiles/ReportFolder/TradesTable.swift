import MarginReplay

/// `trades.csv`: every trade and what it cost.
func tradesTable(_ result: RunResult) -> TableWriter {
  let instruments = InstrumentColumns(underlyings: result.market.map(\.name))
  let costs = ["quantity", "price", "fee", "spread", "impact", "permanent_impact"]
  var table = TableWriter(columns: ["time", "model", "reason"] + InstrumentColumns.names + costs)
  inTimeOrder(result.accounts, \.trades, \.time) { account, trade in
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
    table.endRow()
  }
  return table
}
