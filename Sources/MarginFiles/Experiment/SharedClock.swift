internal import MarginCore

/// The rows that all price series of an experiment share.
struct SharedClock {
  /// The moments, warm-up first.
  let times: [Timestamp]
  /// Row of the first moment of the window; later ones may be needed to warm up.
  let windowStart: Int
  /// For each series, the row in it of each moment.
  let rows: [[Int]]

  /// Within the window all series must have the first one's times; before it, common ones are kept.
  init(_ series: [PriceSeries], of experiment: Experiment) throws(FileError) {
    let window = try Window(series, of: experiment)
    try window.requireSameTimes(series, of: experiment)
    let base = series.first?.times ?? []
    let others = series.dropFirst().map { Set($0.times) }
    let times = base.filter { time in
      time < window.end && others.allSatisfy { $0.contains(time) }
    }
    self.times = times
    windowStart = times.firstIndex { $0 >= window.start } ?? times.endIndex
    rows = series.map { rowNumbers(of: times, in: $0.times) }
  }
}

/// The row in `all` of each of `times`, which are among them; both ascend.
private func rowNumbers(of times: [Timestamp], in all: [Timestamp]) -> [Int] {
  var row = 0
  return times.map { time in
    while row + 1 < all.count, all[row] < time { row += 1 }
    return row
  }
}

/// The time from the first day to the end of the last.
private struct Window {
  let start: Timestamp
  let end: Timestamp

  init(_ series: [PriceSeries], of experiment: Experiment) throws(FileError) {
    let firsts = series.compactMap(\.times.first)
    let lasts = series.compactMap(\.times.last)
    let late = experiment.market.to.map { $0.start + .day }
    let earliest = firsts.max() ?? Timestamp(microseconds: 0)
    start = experiment.market.from?.start ?? earliest
    end = late ?? ((lasts.max() ?? earliest) + .day)
    let problems = zip(experiment.market.underlyings, series).compactMap {
      emptyRange($0, $1, experiment)
    }
    guard problems.isEmpty else { throw .invalid(problems) }
  }

  private func contains(_ time: Timestamp) -> Bool { time >= start && time < end }

  private func emptyRange(
    _ plan: UnderlyingPlan, _ series: PriceSeries, _ experiment: Experiment
  ) -> Problem? {
    guard !series.times.contains(where: contains) else { return nil }
    let span = series.times.first.flatMap { first in
      series.times.last.map {
        "\(CalendarDay(containing: first)) to \(CalendarDay(containing: $0))"
      }
    }
    return Problem(
      at: experiment.place("market", experiment.market.from == nil ? "to" : "from"),
      "\(shown(plan.prices)) has no rows from \(CalendarDay(containing: start)) to \(lastDay)",
      code: "empty-range", hint: "the file holds \(span ?? "nothing")")
  }

  private var lastDay: CalendarDay {
    CalendarDay(containing: Timestamp(microseconds: end.microseconds - 1))
  }

  /// Refuses series that lack a time of the first one within the window, or have one more.
  func requireSameTimes(
    _ series: [PriceSeries], of experiment: Experiment
  ) throws(FileError) {
    let plans = experiment.market.underlyings
    let base = (series.first?.times ?? []).filter(contains)
    let problems = zip(plans, series).dropFirst().flatMap { plan, other -> [Problem] in
      let times = other.times.filter(contains)
      return [
        misaligned(base, missingIn: times, plan, than: plans.first, experiment),
        misaligned(times, missingIn: base, plans.first, than: plan, experiment),
      ].compactMap(\.self)
    }
    guard problems.isEmpty else { throw .invalid(problems) }
  }

  private func misaligned(
    _ times: [Timestamp], missingIn others: [Timestamp], _ plan: UnderlyingPlan?,
    than other: UnderlyingPlan?, _ experiment: Experiment
  ) -> Problem? {
    let known = Set(others)
    let missing = times.filter { !known.contains($0) }
    guard let plan, let other, !missing.isEmpty else { return nil }
    let first = missing.prefix(3).map(\.description).joined(separator: ", ")
    let more = missing.count > 3 ? " and \(missing.count - 3) more" : ""
    return Problem(
      at: experiment.place("market", "underlyings", plan.underlying.name, "prices"),
      "\(plan.underlying.name) has no price on \(first)\(more), and \(other.underlying.name) has one",
      code: "misaligned-series", hint: "use files with the same days, or narrow from and to")
  }
}
