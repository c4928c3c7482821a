import MarginCore

/// What is wrong with a table as a whole, and the table after the policies were applied.
struct SeriesReview {
  /// Flaws of rows of `reviewed`, and of `original` for the order of rows.
  private(set) var findings: [(finding: SeriesFinding, line: Int)] = []
  /// The table that may be used.
  private(set) var table: SeriesTable
  /// What was done to how many rows.
  private(set) var treated: [SeriesFlaw: Int]
  /// The pace of the rows.
  let pace: GapReview?

  /// - Parameter isThorough: Whether flaws that are kept are looked for as well.
  init(_ original: SeriesTable, _ layout: SeriesLayout, isThorough: Bool) {
    let order = OrderReview(original, layout.policies, sharesTimes: layout.kind.sharesTimes)
    (table, treated) = (order.table, order.treated)
    let reviewed = order.table
    findings = order.findings.map { ($0, original.lines[$0.row]) }
    let field = layout.kind == .trades ? "price" : "close"
    let values = layout.kind.isPriceLike ? reviewed[field] : []
    let assets = AssetReview(reviewed.times, values, of: field)
    // A reading of steady prices whose gaps are kept needs no pace.
    let needsPace = isThorough || layout.policies[.gap] != .keep || !assets.jumps.isEmpty
    pace =
      layout.kind.isRegular && needsPace
      ? GapReview(reviewed.times, layout.calendar ?? .implied) : nil
    var dropped: Set<Int> = []
    let flaws =
      assets.findings(step: pace?.step).map { ($0, []) }
      + Self.flaws(of: reviewed, values, field, layout, pace, isThorough: isThorough)
    for (finding, rows) in flaws {
      if layout.policies[finding.flaw] == .drop {
        let fresh = rows.subtracting(dropped)
        treated[finding.flaw, default: 0] += fresh.count
        dropped.formUnion(fresh)
      } else if !(finding.flaw == .gap && layout.policies[.gap] == .forwardFill) {
        findings.append((finding, reviewed.lines[finding.row]))
      }
    }
    table = reviewed.without(dropped)
    fillGaps(layout)
  }

  /// Each finding with the rows that dropping it would leave out.
  private static func flaws(
    of table: SeriesTable, _ values: [Double], _ field: String, _ layout: SeriesLayout,
    _ pace: GapReview?, isThorough: Bool
  ) -> [(SeriesFinding, Set<Int>)] {
    func isWanted(_ flaws: SeriesFlaw...) -> Bool {
      isThorough || flaws.contains { layout.policies[$0] != .keep }
    }
    var found: [(SeriesFinding, Set<Int>)] = []
    if isWanted(.gap), let pace { found += pace.findings(table.times).map { ($0, []) } }
    if isWanted(.stale) {
      let stale = StaleReview(values, of: field)
      found += zip(stale.findings, stale.runs).map { ($0, Set($1.dropFirst())) }
    }
    if isWanted(.outlier, .spike) {
      found += MoveReview(values, of: field).findings.map { ($0, [$0.row]) }
    }
    if isWanted(.wideBar) {
      found += WideBarReview(high: table["high"], low: table["low"]).findings.map { ($0, [$0.row]) }
    }
    return found
  }

  private mutating func fillGaps(_ layout: SeriesLayout) {
    guard layout.policies[.gap] == .forwardFill, let limit = layout.policies.forwardFillLimit,
      let pace, let step = pace.step
    else { return }
    let filled = table.filled(
      ExpectedRows(step: step, days: pace.days), limit: limit)
    if filled.times.count > table.times.count {
      treated[.gap] = filled.times.count - table.times.count
    }
    table = filled
  }
}

extension SeriesTable {
  /// The table with rows at expected times that it lacks, each a repetition of the last one known.
  fileprivate func filled(_ expected: ExpectedRows, limit: TimeSpan) -> SeriesTable {
    var table = SeriesTable(fields: fields)
    for row in times.indices {
      table.append(times[row], values.map { $0[row] }, line: lines[row])
      guard row + 1 < times.count,
        expected.missing(between: times[row], and: times[row + 1]).count > 0
      else { continue }
      let last = repeated(row)
      for time in expected.times(after: times[row], before: times[row + 1], limit: limit) {
        table.append(time, last, line: 0)
      }
    }
    return table
  }

  /// The values of a row that is repeated: of a bar, the close throughout.
  private func repeated(_ row: Int) -> [Double] {
    let close = self["close"]
    return fields.indices.map { close.isEmpty ? values[$0][row] : close[row] }
  }
}

extension ExpectedRows {
  /// The times at which rows are expected after `start`, not later than `limit` after it.
  func times(after start: Timestamp, before end: Timestamp, limit: TimeSpan) -> [Timestamp] {
    var times: [Timestamp] = []
    var time = start + step
    while time < end, time <= start + limit, times.count < 1_000_000 {
      if days.contains(CalendarDay(containing: time).weekday) { times.append(time) }
      time = time + step
    }
    return times
  }
}
