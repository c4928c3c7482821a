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
    let factors = try factors()
    let needs = needs(of: columns, catalogue)
    let firstStep = firstStep(columns, factors, needs)
    let known =
      columns.compactMap { $0.problem(from: firstStep) }
      + factors.flatMap { $0.problems(from: firstStep) }
    let problems =
      needs.compactMap(shortWarmUp) + known + expired(at: firstStep)
      + wideStrikes(at: firstStep)
    guard problems.isEmpty else { throw .invalid(problems) }
    let prices = columns.map { $0.price(at: firstStep) }
    return history(of: columns, factors, firstStep: firstStep, firstPrices: prices)
  }

  /// The history of columns whose replay starts from `firstPrices`, from row `firstStep` on.
  func history(
    of columns: [VolatilityColumn], _ factors: [FactorColumns], firstStep: Int,
    firstPrices: [Double]
  ) -> MarketHistory {
    let paths = columns.indices.map { index in
      factors[index].added(to: columns[index].path(firstPrice: firstPrices[index]))
    }
    return MarketHistory(
      times: clock.times, underlyings: experiment.market.underlyings.map(\.underlying),
      paths: paths, firstStep: firstStep)
  }

  private func firstStep(
    _ columns: [VolatilityColumn], _ factors: [FactorColumns], _ needs: [WarmUp]
  ) -> Int {
    guard experiment.market.from == nil else { return clock.windowStart }
    return (columns.map(\.firstKnown) + factors.map(\.firstKnown) + needs.map(\.rows))
      .reduce(clock.windowStart, max)
  }

  /// Rates, yields, dividends and funding of every underlying on the clock.
  func factors() throws(FileError) -> [FactorColumns] {
    var factors: [FactorColumns] = []
    for (plan, data) in zip(experiment.market.underlyings, data) {
      factors.append(
        try FactorColumns(plan, data, at: clock.times) {
          experiment.place("market", "underlyings", plan.underlying.name, $0)
        })
    }
    return factors
  }

  /// Prices and volatilities of every underlying on the clock.
  func columns() throws(FileError) -> [VolatilityColumn] {
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
  struct WarmUp {
    let rows: Int
    let who: String
    let place: Place
  }

  private func needs(of columns: [VolatilityColumn], _ catalogue: ModelCatalogue) -> [WarmUp] {
    columns.map { WarmUp(rows: $0.warmUp, who: "the volatility window", place: $0.place) }
      + experiment.needs(of: catalogue)
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

  private func wideStrikes(at step: Int) -> [Problem] {
    guard clock.times.indices.contains(step) else { return [] }
    return experiment.wideStrikes(at: zip(clock.rows, data).map { $1.prices.close[$0[step]] })
  }

  private func expired(at step: Int) -> [Problem] {
    clock.times.indices.contains(step) ? experiment.expired(at: clock.times[step]) : []
  }
}

extension Experiment {
  /// The rows that margin models need before the first step.
  func needs(of catalogue: ModelCatalogue) -> [MarketColumns.WarmUp] {
    (margin.models + margin.shadow).map { id in
      let overrides = margin.parameters[id] ?? [:]
      return MarketColumns.WarmUp(
        rows: (try? catalogue.model(id, overrides: overrides))?.lookBack ?? 0, who: id,
        place: place("margin"))
    } + lookBackOfRebalancing
  }

  /// A forecast of volatility looks at prices before each step's own.
  private var lookBackOfRebalancing: [MarketColumns.WarmUp] {
    guard let rule = rebalancing?.exposure as? VolatilityTarget else { return [] }
    return [
      MarketColumns.WarmUp(
        rows: rule.window + 1, who: "the volatility target", place: place("rebalancing"))
    ]
  }

  /// Strikes at multiples of more than the price of the first step, which would all be far above it.
  func wideStrikes(at prices: [Double]) -> [Problem] {
    let settings = settings["portfolio"]?.record?["strategies"]?.list ?? []
    return zip(settings, strategies).compactMap { setting, strategy in
      guard let width = strategy.strikeStep, let place = setting.record?["strike-step"]?.place,
        width > prices[strategy.underlying]
      else { return nil }
      let price = numberText(prices[strategy.underlying])
      return Problem(
        at: place,
        "strike-step `\(numberText(width))` is above the price \(price) of the first step",
        code: "out-of-range", hint: "write the distance between listed strikes, such as 5")
    }
  }

  /// Positions that have expired when the replay starts.
  func expired(at start: Timestamp) -> [Problem] {
    let settings = settings["portfolio"]?.record?["positions"]?.list ?? []
    let checks = BookChecks(
      underlyings: market.underlyings.map(\.underlying.name), start: start)
    return settings.flatMap { checks.problems(ofPosition: $0) }
  }
}
