internal import MarginCore

/// Whether the series of an experiment fit the clock of one of them.
struct ClockAlignment {
  private let series: [PriceSeries]
  private let window: ClockWindow
  private let experiment: Experiment

  init(_ series: [PriceSeries], _ window: ClockWindow, _ experiment: Experiment) {
    (self.series, self.window, self.experiment) = (series, window, experiment)
  }

  /// Refuses series that know no price at a time of the clock within the window, or, without a
  /// `max-age`, have a time that the clock lacks.
  func require() throws(FileError) {
    let plans = experiment.market.underlyings
    let clock = experiment.market.clock
    guard plans.indices.contains(clock), series.indices.contains(clock) else { return }
    let base = series[clock].times.filter(window.contains)
    let problems = plans.indices.filter { $0 != clock }.flatMap { index -> [Problem] in
      let known = LastKnown(times: series[index].times, maxAge: plans[index].maxAge ?? .zero)
      let unknown = base.filter { known.row(at: $0) == nil }
      let extra = plans[index].maxAge == nil ? surplus(of: index, over: base) : []
      return [
        misaligned(unknown, plans[index], than: plans[clock]),
        misaligned(extra, plans[clock], than: plans[index]),
      ].compactMap(\.self)
    }
    guard problems.isEmpty else { throw .invalid(problems) }
  }

  private func surplus(of index: Int, over base: [Timestamp]) -> [Timestamp] {
    let known = Set(base)
    return series[index].times.filter { window.contains($0) && !known.contains($0) }
  }

  private func misaligned(
    _ missing: [Timestamp], _ plan: UnderlyingPlan, than other: UnderlyingPlan
  ) -> Problem? {
    guard !missing.isEmpty else { return nil }
    let first = missing.prefix(3).map(\.description).joined(separator: ", ")
    let more = missing.count > 3 ? " and \(missing.count - 3) more" : ""
    let age = plan.maxAge.map { " at most \(durationText($0)) old" } ?? ""
    return Problem(
      at: experiment.place("market", "underlyings", plan.underlying.name, "prices"),
      "\(plan.underlying.name) has no price\(age) on \(first)\(more), and \(other.underlying.name) has one",
      code: "misaligned-series", hint: hint(plan))
  }

  private func hint(_ plan: UnderlyingPlan) -> String {
    plan.maxAge == nil
      ? "use files with the same days, narrow from and to, or use the last known price with  max-age"
      : "raise max-age if an older price will do, or narrow from and to"
  }
}
