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
    table.records(of: step, \.positions, at: \.time) { record, row in
      instruments.write(record.position.instrument, to: &row)
      row.text(record.position.purpose.rawValue)
      row.number(record.position.quantity)
      row.number(record.price)
      row.number(record.value)
      row.text(record.position.instrument.settlementName)
    }
  }
}
