import MarginCore

/// Expected rows that a regular series lacks.
struct GapReview {
  /// The most frequent time between rows; `nil` with fewer than three rows.
  let step: TimeSpan?
  /// The days of the week on which rows are expected, 0 for Monday.
  let days: Set<Int>
  /// The gaps, longest holidays apart.
  let gaps: [Gap]
  /// Single missing days of a series that has days off, as holidays are.
  let holidays: Int

  /// Expected rows missing before a row.
  struct Gap: Equatable {
    /// The row after the gap.
    let row: Int
    /// How many rows are missing.
    let missing: Int
  }

  init(_ times: [Timestamp], _ calendar: SeriesCalendar) {
    days = calendar.days(of: times)
    step = mostFrequentStep(times)
    guard let step else {
      (gaps, holidays) = ([], 0)
      return
    }
    let expected = ExpectedRows(step: step, days: days)
    var (found, short) = ([Gap](), 0)
    for row in times.indices.dropFirst()
    where times[row].microseconds - times[row - 1].microseconds > step.microseconds {
      let missing = expected.missing(between: times[row - 1], and: times[row])
      if missing.isHoliday {
        short += 1
      } else if missing.count > 0 {
        found.append(Gap(row: row, missing: missing.count))
      }
    }
    (gaps, holidays) = (found, short)
  }

  /// The gaps as findings.
  func findings(_ times: [Timestamp]) -> [SeriesFinding] {
    gaps.map { gap in
      SeriesFinding(
        .gap, "gap", row: gap.row,
        "\(gap.missing) \(gap.missing == 1 ? "row is" : "rows are") missing between "
          + "\(times[gap.row - 1]) and \(times[gap.row])",
        hint: "fetch them, or say what to do:  flaws: {gap: forward-fill, forward-fill-limit: 3d}, "
          + "or  {gap: refuse}")
    }
  }

  /// The days of the week in words.
  var calendar: String {
    switch days {
    case Set(0..<7): "every day"
    case Set(0..<5): "Monday to Friday"
    default:
      days.sorted().map { ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"][$0] }.joined(
        separator: ", ")
    }
  }
}

/// Counts the rows expected between two others.
struct ExpectedRows {
  let step: TimeSpan
  let days: Set<Int>

  /// How many rows are missing, and whether that is no more than holidays explain.
  func missing(between a: Timestamp, and b: Timestamp) -> (count: Int, isHoliday: Bool) {
    let span = b.microseconds - a.microseconds
    if isDaily { return missingDays(a, b) }
    let steps = Int((Double(span) / Double(step.microseconds)).rounded()) - 1
    guard step < .day, days.count < 7, day(a) != day(b) else {
      return (Double(span) > 1.5 * Double(step.microseconds) ? steps : 0, false)
    }
    return missingDays(a, b)
  }

  /// Whether there is one row a day; clocks that are changed make days of 23 and 25 hours.
  var isDaily: Bool { (20...28).contains(step.microseconds / 3_600_000_000) }

  private func day(_ time: Timestamp) -> Int { CalendarDay(containing: time).daysSinceEpoch }

  private func missingDays(_ a: Timestamp, _ b: Timestamp) -> (count: Int, isHoliday: Bool) {
    let between = (day(a) + 1)..<max(day(b), day(a) + 1)
    let count = between.count { days.contains(CalendarDay(daysSinceEpoch: $0).weekday) }
    return (count, days.count < 7 && (1...2).contains(count))
  }
}

/// The most frequent time between rows, the shorter of two that are as frequent.
private func mostFrequentStep(_ times: [Timestamp]) -> TimeSpan? {
  guard times.count > 2 else { return nil }
  var counts: [Int64: Int] = [:]
  // Most steps are as long as the one before.
  var (step, length) = (times[1].microseconds - times[0].microseconds, 0)
  for row in times.indices.dropFirst() {
    let next = times[row].microseconds - times[row - 1].microseconds
    if next != step {
      counts[step, default: 0] += length
      (step, length) = (next, 0)
    }
    length += 1
  }
  counts[step, default: 0] += length
  let best = counts.filter { $0.key > 0 }.max { a, b in (a.value, -a.key) < (b.value, -b.key) }
  return best.map { TimeSpan(microseconds: $0.key) }
}
