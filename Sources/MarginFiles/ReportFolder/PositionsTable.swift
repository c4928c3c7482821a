import MarginCore
import MarginReplay

/// `positions.csv`: what every account holds at the end of each step.
func positionsTable(_ result: RunResult) -> TableWriter {
  let instruments = InstrumentColumns(underlyings: result.market.map(\.name))
  let columns =
    ["time", "model"] + InstrumentColumns.names + ["purpose", "quantity", "price", "value"]
  var table = TableWriter(columns: columns)
  inTimeOrder(result.accounts, \.positions, \.time) { account, record in
    table.time(record.time)
    table.text(account.model)
    instruments.write(record.position.instrument, to: &table)
    table.text(record.position.purpose.rawValue)
    table.number(record.position.quantity)
    table.number(record.price)
    table.number(record.value)
    table.endRow()
  }
  return table
}
