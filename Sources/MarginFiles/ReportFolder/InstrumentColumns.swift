import MarginCore

/// The columns that say what an instrument is.
struct InstrumentColumns {
  /// Their names.
  static let names = ["instrument", "underlying", "right", "strike", "expiry", "multiplier"]

  /// Names of the underlyings, in the order in which instruments refer to them.
  let underlyings: [String]

  func write(_ instrument: Instrument, to table: inout TableWriter) {
    table.text(kind(instrument))
    table.text(name(instrument.underlying))
    table.text(instrument.option?.right.rawValue ?? "")
    table.number(instrument.option?.strike)
    table.time(instrument.expiry)
    table.number(instrument.multiplier)
  }

  private func kind(_ instrument: Instrument) -> String {
    switch instrument {
    case .spot: "spot"
    case .future: "future"
    case .perpetual: "perpetual"
    case .option: "option"
    }
  }

  private func name(_ underlying: Int) -> String {
    underlyings.indices.contains(underlying) ? underlyings[underlying] : String(underlying)
  }
}
