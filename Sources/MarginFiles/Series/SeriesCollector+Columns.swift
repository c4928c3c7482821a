import MarginCore

extension SeriesCollector {
  /// Whether rows may come as columns; a scale that turns signs round is for single rows.
  var takesColumns: Bool { layout.scale > 0 }

  /// How times are read that are written like the first; `nil` before it.
  var steadyTime: SteadyTime? { clock.steadyTime }

  /// What the columns hold, in their order.
  var columnKinds: [ColumnKind]? {
    guard let time = steadyTime, let columns else { return nil }
    let symbol = columns.symbol.flatMap { _ in layout.symbol }.map { matches($0.value) }
    return [.steadyTime(time)] + (symbol.map { [$0] } ?? [])
      + columns.fields.map { _ in .number }
  }

  /// 1 for the wanted symbol, 0 for every other.
  private func matches(_ symbol: String) -> ColumnKind {
    let wanted = Array(symbol.utf8)
    return .time { Timestamp(microseconds: $0.elementsEqual(wanted) ? 1 : 0) }
  }

  /// What makes a row good as it is; of bars, the prices before they are scaled.
  var steadyRows: SteadyRows? {
    guard let columns else { return nil }
    return SteadyRows(
      range: range, symbol: columns.symbol,
      values: columns.fields.enumerated().map { index, field in
        let (least, isOpen) = bound(of: field.rule)
        return (columns.firstValue + index, least, isOpen)
      },
      ordered: columns.bar.ordered.map { (columns.firstValue + $0, columns.firstValue + $1) },
      missing: layout.missingText.flatMap(finiteNumber))
  }

  private var range: Range<Int64>? {
    guard start != nil || end != nil else { return nil }
    let first = start?.microseconds ?? .min
    return first..<max(end?.microseconds ?? .max, first)
  }

  private func bound(of rule: SeriesField.Rule) -> (least: Double, isOpen: Bool) {
    switch rule {
    case .price: layout.allowsNonPositive ? (-Bounds.largest, false) : (0, true)
    case .amount: (0, false)
    case .any: (-Bounds.largest, false)
    }
  }
}

extension BarFields {
  /// Pairs of prices of which the first is not below the second in a bar that is possible.
  fileprivate var ordered: [(Int, Int)] {
    [(high, low), (high, close), (close, low), (high, open), (open, low), (ask, bid)].compactMap {
      a, b in
      a.flatMap { a in b.map { (a, $0) } }
    }
  }
}

extension SeriesClock {
  /// How times are read that are written like the first; `nil` before it.
  var steadyTime: SteadyTime? {
    styles.kind.map { kind in
      let usual = layout.usualShape(kind)
      return SteadyTime(shape: usual?.shape, offset: usual?.offset ?? 0) { [layout] bytes in
        guard let written = layout.form.read(bytes),
          WrittenStyles.kind(of: written, bytes) == kind
        else { return nil }
        return layout.moment(written).map { $0 + layout.knownAfter }
      }
    }
  }
}

extension TimeLayout {
  /// The shape that times of a kind have as a rule, and what is added to one read as UTC.
  fileprivate func usualShape(
    _ kind: WrittenStyles.Kind
  ) -> (shape: SteadyTime.Shape, offset: Int64)? {
    guard case .iso = form else { return nil }
    switch (kind, zone) {
    case (.zoned([]), _): return (.utc, knownAfter.microseconds)
    case (.day, _) where timeOfDay == nil: return (.day, knownAfter.microseconds)
    case (.day, .fixed(let seconds)?):
      return (.day, shift(seconds) &+ (timeOfDay ?? .zero).microseconds)
    case (.local, .fixed(let seconds)?): return (.local, shift(seconds))
    default: return nil
    }
  }

  private func shift(_ seconds: Int) -> Int64 {
    knownAfter.microseconds &- Int64(seconds) &* 1_000_000
  }

  /// The one moment that a time stands for; `nil` when there is none or more than one.
  fileprivate func moment(_ written: WrittenTime) -> Timestamp? {
    switch written {
    case .moment(let time): time
    case .day(let day): timeOfDay.map { moment((day.start + $0).microseconds) } ?? day.start
    case .local(let reading): moment(reading)
    }
  }

  private func moment(_ reading: Int64) -> Timestamp? {
    switch zone {
    case .fixed(let seconds):
      return Timestamp(microseconds: reading - Int64(seconds) * 1_000_000)
    case .region(let zone):
      let second = reading >= 0 ? reading / 1_000_000 : (reading - 999_999) / 1_000_000
      let moments = zone.moments(ofWallClock: second)
      guard moments.count == 1 else { return nil }
      return Timestamp(microseconds: moments[0] * 1_000_000 + (reading - second * 1_000_000))
    case nil: return nil
    }
  }
}
