internal import MarginCore
internal import MarginReplay

extension Record {
  /// The first value of a field that may change by date, and its changes if it does.
  func dated(_ name: String) throws(MissingSetting) -> (first: Double, changes: DatedRate?) {
    guard let setting = self[name] else { throw MissingSetting(name: name) }
    if let number = setting.number { return (number, nil) }
    let first = setting.list?.first?.record?["value"]?.number
    return (first ?? 0, try setting.datedRate(name))
  }
}

extension Setting {
  /// The rate that a number or a list of dated numbers stands for.
  func datedRate(_ name: String) throws(MissingSetting) -> DatedRate {
    if let number { return DatedRate(number) }
    let changes = (list ?? []).compactMap(\.change)
    guard let rate = DatedRate(changes) else { throw MissingSetting(name: name) }
    return rate
  }

  private var change: (from: Timestamp, value: Double)? {
    guard let from = record?["from"]?.time, let value = record?["value"]?.number else { return nil }
    return (from, value)
  }
}
