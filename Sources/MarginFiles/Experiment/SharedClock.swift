internal import MarginCore

/// The rows that all price series of an experiment share.
///
/// The steps are the times of one series. At each, another gives the last price known then, if it is
/// not older than its `max-age`; without a `max-age` it must have the same times.
struct SharedClock {
  /// The moments, warm-up first.
  let times: [Timestamp]
  /// Row of the first moment of the window; later ones may be needed to warm up.
  let windowStart: Int
  /// For each series, the row in it of each moment.
  let rows: [[Int]]

  /// Within the window every moment of the clock must have a price of each series; before it, moments
  /// that have one are kept.
  init(_ series: [PriceSeries], of experiment: Experiment) throws(FileError) {
    let window = ClockWindow(series, of: experiment)
    try window.require(rowsOf: series, experiment)
    try ClockAlignment(series, window, experiment).require()
    let base =
      series.indices.contains(experiment.market.clock)
      ? series[experiment.market.clock].times : []
    self.init(series, window, experiment, at: base)
  }

  /// The clock at those of the moments `base` that it has, of series that fit it.
  init(
    _ series: [PriceSeries], _ window: ClockWindow, _ experiment: Experiment, at base: [Timestamp]
  ) {
    let known = zip(series, experiment.market.underlyings).map { series, plan in
      LastKnown(times: series.times, maxAge: plan.maxAge ?? .zero)
    }
    let times = base.filter { time in
      time < window.end && known.allSatisfy { $0.row(at: time) != nil }
    }
    self.times = times
    windowStart = times.firstIndex { $0 >= window.start } ?? times.endIndex
    rows = known.map { known in times.compactMap { known.row(at: $0) } }
  }
}

/// The time from the first day to the end of the last.
struct ClockWindow {
  let start: Timestamp
  let end: Timestamp

  /// The window of series of which at least the first and the last row are given.
  init(_ series: [PriceSeries], of experiment: Experiment) {
    let firsts = series.compactMap(\.times.first)
    let lasts = series.compactMap(\.times.last)
    let late = experiment.market.to.map { $0.start + .day }
    let earliest = firsts.max() ?? Timestamp(microseconds: 0)
    start = experiment.market.from?.start ?? earliest
    end = late ?? ((lasts.max() ?? earliest) + .day)
  }

  /// Refuses series without a row in the window.
  func require(rowsOf series: [PriceSeries], _ experiment: Experiment) throws(FileError) {
    let problems = zip(experiment.market.underlyings, series).compactMap {
      emptyRange($0, $1, experiment)
    }
    guard problems.isEmpty else { throw .invalid(problems) }
  }

  func contains(_ time: Timestamp) -> Bool { time >= start && time < end }

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
}
