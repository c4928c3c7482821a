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
    table.records(of: step, \.trades, at: \.time) { trade, row in
      row.text(trade.reason.rawValue)
      instruments.write(trade.instrument, to: &row)
      row.number(trade.quantity)
      row.number(trade.price)
      row.number(trade.cost.fee)
      row.number(trade.cost.spread)
      row.number(trade.cost.impact)
      row.number(trade.cost.permanent)
      row.text(trade.instrument.settlementName)
    }
  }
}
