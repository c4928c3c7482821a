public import MarginCore

/// The columns that say what an instrument is.
struct InstrumentColumns {
  /// Their names.
  static let names = ["instrument", "underlying", "right", "strike", "expiry", "multiplier"]

  /// Names of the underlyings, in the order in which instruments refer to them.
  let underlyings: [String]

  func write(_ instrument: Instrument, to table: inout TableWriter) {
    table.text(instrument.kindName)
    table.text(name(instrument.underlying))
    table.text(instrument.option?.right.rawValue ?? "")
    table.number(instrument.option?.strike)
    table.time(instrument.expiry)
    table.number(instrument.multiplier)
  }

  private func name(_ underlying: Int) -> String {
    underlyings.indices.contains(underlying) ? underlyings[underlying] : String(underlying)
  }
}

extension Instrument {
  /// What the contract is paid in, in a word; nothing for spot.
  var settlementName: String {
    if case .spot = self { "" } else { settlement.rawValue }
  }

  /// What kind of contract it is, in the word that files and reports use.
  public var kindName: String {
    switch self {
    case .spot: "spot"
    case .future: "future"
    case .perpetual: "perpetual"
    case .option: "option"
    }
  }
}
