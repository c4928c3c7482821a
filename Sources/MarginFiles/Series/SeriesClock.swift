import MarginCore

/// Reads the time of each row, and keeps what is wrong with them.
///
/// What a declaration would put right is one problem, however many rows have it.
struct SeriesClock {
  let layout: TimeLayout
  private(set) var styles = WrittenStyles()
  private var undeclared = DeclarationLog()
  /// What is worth knowing of the zones of the file.
  private(set) var mixture: Problem?

  init(_ layout: TimeLayout) {
    self.layout = layout
  }

  /// When the row was known; `nil` after a problem.
  mutating func time(of row: CSVRow, _ field: Int, _ problems: inout ProblemLog) -> Timestamp? {
    let bytes = row.bytes(field)
    guard let written = layout.form.read(bytes) else {
      refuse(bytes, row, field, &problems)
      return nil
    }
    if mixture == nil { mixture = styles.take(written, bytes, row, field) }
    return moment(written, row, field, &problems).map { $0 + layout.knownAfter }
  }

  /// The problems that stand for many rows each.
  func finish(_ problems: inout ProblemLog) {
    undeclared.report(to: &problems)
  }

  private mutating func moment(
    _ written: WrittenTime, _ row: CSVRow, _ field: Int, _ problems: inout ProblemLog
  ) -> Timestamp? {
    switch written {
    case .moment(let time): return time
    case .day(let day):
      guard let timeOfDay = layout.timeOfDay else { return day.start }
      return local((day.start + timeOfDay).microseconds, row, field, &problems)
    case .local(let reading): return local(reading, row, field, &problems)
    }
  }

  private mutating func local(
    _ reading: Int64, _ row: CSVRow, _ field: Int, _ problems: inout ProblemLog
  ) -> Timestamp? {
    switch layout.zone {
    case .fixed(let seconds):
      return Timestamp(microseconds: reading - Int64(seconds) * 1_000_000)
    case .region(let zone): return moment(reading, in: zone, row, field, &problems)
    case nil:
      undeclared.add(TimeFault(row, field).zoneless)
      return nil
    }
  }

  private func moment(
    _ reading: Int64, in zone: RegionZone, _ row: CSVRow, _ field: Int,
    _ problems: inout ProblemLog
  ) -> Timestamp? {
    let second = reading >= 0 ? reading / 1_000_000 : (reading - 999_999) / 1_000_000
    let moments = zone.moments(ofWallClock: second)
    if moments.count == 1 {
      return Timestamp(microseconds: moments[0] * 1_000_000 + (reading - second * 1_000_000))
    }
    problems.add(TimeFault(row, field).daylightSaving(zone, isTwice: moments.count > 1))
    return nil
  }

  /// A text that is not of the declared form; an undeclared form that is known is named.
  private mutating func refuse(
    _ bytes: UnsafeBufferPointer<UInt8>, _ row: CSVRow, _ field: Int,
    _ problems: inout ProblemLog
  ) {
    let fault = TimeFault(row, field)
    guard !bytes.isEmpty else { return problems.add(fault.missing) }
    guard case .iso = layout.form, let problem = fault.undeclared else {
      return problems.add(fault.unreadable(layout.form))
    }
    undeclared.add(problem)
  }
}

extension TimeLayout.Form {
  /// What `text` says in this form.
  func read(_ text: UnsafeBufferPointer<UInt8>) -> WrittenTime? {
    switch self {
    case .iso: writtenTime(text)
    case .epoch(let unit): unit.moment(text).flatMap { isOfUnit($0, text) ? .moment($0) : nil }
    case .pattern(let pattern): pattern.read(text)
    }
  }

  /// Whether a moment of early 1970 is not one of today in a shorter unit.
  private func isOfUnit(_ time: Timestamp, _ text: UnsafeBufferPointer<UInt8>) -> Bool {
    let isEarly = (0..<TimeSpan.year.microseconds).contains(time.microseconds)
    return !isEarly || EpochUnit(digits: text.prefix { $0 != UInt8(ascii: ".") }.count) == nil
  }
}
