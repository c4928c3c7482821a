internal import MarginCore
internal import MarginReplay

extension Record {
  /// The record as it stands at `time`: of values that change by date, those that hold then.
  func standing(at time: Timestamp) -> Record {
    var record = Record()
    for entry in entries { record.append(entry.name, entry.value.standing(at: time)) }
    return record
  }

  /// Every moment at which a value below changes, in any order.
  var changes: [Timestamp] { entries.flatMap(\.value.changes) }
}

extension Setting {
  /// The rate that a number or a list of dated numbers stands for.
  func datedRate(_ name: String) throws(MissingSetting) -> DatedRate {
    if let number { return DatedRate(number) }
    let changes = (list ?? []).compactMap { element in
      element.change.flatMap { change in change.value.number.map { (change.from, $0) } }
    }
    guard let rate = DatedRate(changes) else { throw MissingSetting(name: name) }
    return rate
  }

  fileprivate func standing(at time: Timestamp) -> Setting {
    switch content {
    case .record(let record):
      return Setting(place: place, content: .record(record.standing(at: time)))
    case .list(let elements):
      let changes = elements.compactMap(\.change)
      guard let first = changes.first else {
        return Setting(place: place, content: .list(elements.map { $0.standing(at: time) }))
      }
      return (changes.last { $0.from <= time } ?? first).value
    default: return self
    }
  }

  fileprivate var changes: [Timestamp] {
    if let change { return [change.from] }
    return record?.changes ?? (list ?? []).flatMap(\.changes)
  }

  /// One element of a list of dated values.
  private var change: (from: Timestamp, value: Setting)? {
    guard let from = record?["from"]?.time, let value = record?["value"] else { return nil }
    return (from, value)
  }
}
