import MarginCore
import MarginReplay

/// `positions.csv`: what every account holds at the end of each step.
struct PositionsTable: StepTable {
  let name = "positions"
  let columns =
    ["time", "model"] + InstrumentColumns.names + [
      "purpose", "quantity", "price", "value", "settlement",
    ]
  private let instruments: InstrumentColumns

  init(_ underlyings: [String]) {
    instruments = InstrumentColumns(underlyings: underlyings)
  }

  func write(_ step: ReplayStep, to table: inout TableWriter) {
    for account in step.accounts {
      for record in account.positions {
        table.time(record.time)
        table.text(account.model)
        instruments.write(record.position.instrument, to: &table)
        table.text(record.position.purpose.rawValue)
        table.number(record.position.quantity)
        table.number(record.price)
        table.number(record.value)
        table.text(record.position.instrument.settlementName)
        table.endRow()
      }
    }
  }
}
