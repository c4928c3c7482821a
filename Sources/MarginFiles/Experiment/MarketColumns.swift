internal import MarginCore
internal import MarginReplay

/// Turns price series on one clock into a market history.
struct MarketColumns {
  let experiment: Experiment
  let data: [ExperimentFiles.Data]
  let clock: SharedClock

  /// The history, replayed from the first day asked for, or the first on which all is known.
  func history(_ catalogue: ModelCatalogue) throws(FileError) -> MarketHistory {
    let columns = try columns()
    let needs = needs(of: columns, catalogue)
    let firstStep = firstStep(columns, needs)
    let known = columns.compactMap { $0.problem(from: firstStep) }
    let problems = needs.compactMap(shortWarmUp) + known + expired(at: firstStep)
    guard problems.isEmpty else { throw .invalid(problems) }
    return MarketHistory(
      times: clock.times, underlyings: experiment.market.underlyings.map(\.underlying),
      paths: zip(columns, data).map { paid($0.path(from: firstStep), $1.funding) },
      firstStep: firstStep)
  }

  /// The path with the funding of a file; as it is without one.
  private func paid(_ path: UnderlyingPath, _ file: PriceSeries) -> UnderlyingPath {
    guard !file.times.isEmpty else { return path }
    return UnderlyingPath(
      spot: path.spot, volatility: path.volatility, surfaces: path.surfaces,
      funding: FundingColumn(file, at: clock.times).values, rate: path.rate, yield: path.yield)
  }

  private func firstStep(_ columns: [VolatilityColumn], _ needs: [WarmUp]) -> Int {
    guard experiment.market.from == nil else { return clock.windowStart }
    return (columns.map(\.firstKnown) + needs.map(\.rows)).reduce(clock.windowStart, max)
  }

  private func columns() throws(FileError) -> [VolatilityColumn] {
    var columns: [VolatilityColumn] = []
    for (index, plan) in experiment.market.underlyings.enumerated() {
      let spots = clock.rows[index].map { data[index].prices.close[$0] }
      columns.append(
        try VolatilityColumn(
          plan, spots: spots, times: clock.times, data: data[index],
          place: experiment.place("market", "underlyings", plan.underlying.name, "volatility")))
    }
    return columns
  }

  /// Rows that something needs before the first step.
  private struct WarmUp {
    let rows: Int
    let who: String
    let place: Place
  }

  private func needs(of columns: [VolatilityColumn], _ catalogue: ModelCatalogue) -> [WarmUp] {
    let models = (experiment.margin.models + experiment.margin.shadow).map { id in
      let overrides = experiment.margin.parameters[id] ?? [:]
      return WarmUp(
        rows: (try? catalogue.model(id, overrides: overrides))?.lookBack ?? 0, who: id,
        place: experiment.place("margin"))
    }
    return columns.map { WarmUp(rows: $0.warmUp, who: "the volatility window", place: $0.place) }
      + models + lookBackOfRebalancing
  }

  /// A forecast of volatility looks at prices before each step's own.
  private var lookBackOfRebalancing: [WarmUp] {
    guard let rule = experiment.rebalancing?.exposure as? VolatilityTarget else { return [] }
    return [
      WarmUp(
        rows: rule.window + 1, who: "the volatility target", place: experiment.place("rebalancing"))
    ]
  }

  private func shortWarmUp(_ need: WarmUp) -> Problem? {
    let isFixed = experiment.market.from != nil
    let available = isFixed ? clock.windowStart : clock.times.count - 1
    guard need.rows > available else { return nil }
    let earliest = clock.times.indices.contains(need.rows) ? clock.times[need.rows] : nil
    return Problem(
      at: need.place,
      "\(need.who) needs \(need.rows) rows before the first step, and there are \(available)",
      code: "short-warm-up",
      hint: earliest.map { "the earliest usable date is \(CalendarDay(containing: $0))" }
        ?? "the files are too short")
  }

  private func expired(at step: Int) -> [Problem] {
    guard clock.times.indices.contains(step) else { return [] }
    let settings = experiment.settings["portfolio"]?.record?["positions"]?.list ?? []
    let checks = BookChecks(
      underlyings: experiment.market.underlyings.map(\.underlying.name), start: clock.times[step])
    return settings.flatMap { checks.problems(ofPosition: $0) }
  }
}
