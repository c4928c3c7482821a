internal import MarginCore

/// Checks of an experiment that take more than one field.
struct ExperimentChecks {
  let settings: Record
  let catalogue: ModelCatalogue

  /// Every problem; fields that are missing or wrong themselves are passed over.
  var problems: [Problem] {
    dates + windows + volatilities + layouts + currencies + clock + book + interest + amounts
      + hedging + costs + attribution + rebalancing + claims
      + MarginChecks(settings: settings, catalogue: catalogue).problems
  }

  private var market: Record { settings["market"]?.record ?? Record() }
  private var portfolio: Record { settings["portfolio"]?.record ?? Record() }

  private var dates: [Problem] {
    guard let from = market["from"]?.time, let to = market["to"], let end = to.time, from >= end
    else { return [] }
    return [
      Problem(
        at: to.place, "to `\(end)` is not after from `\(from)`", code: "out-of-range",
        hint: "exchange the two dates, or widen the range")
    ]
  }

  /// A window is counted in rows, one a day.
  private var windows: [Problem] {
    let windows = settings.underlyings.compactMap {
      $0.value.record?["volatility"]?.record?["window"]
    }
    return windows.filter {
      !(($0.span?.microseconds ?? 0).isMultiple(of: TimeSpan.day.microseconds))
    }.map {
      Problem(
        at: $0.place, "window is not a whole number of days", code: "bad-duration",
        hint: "write it in days, such as 21d")
    }
  }

  private var volatilities: [Problem] {
    settings.underlyings.compactMap { $0.value.record?["volatility"] }.flatMap {
      VolatilityChecks($0).problems
    }
  }

  private var layouts: [Problem] {
    let prices = SeriesKind.prices.relatives
    let keys: [(String, [SeriesKind])] = [
      ("prices", prices), ("volatility", prices), ("funding", [.funding]), ("rate", [.rates]),
      ("yield", [.rates]), ("dividends", [.dividends]), ("fx", prices),
    ]
    return settings.underlyings.flatMap { underlying in
      keys.flatMap { key, kinds in
        let isOfQuotes = underlying.value.record?[key]?.record?["quotes"] != nil
        return (underlying.value.record?[key]?.record).map {
          LayoutChecks(settings: $0, kinds: isOfQuotes ? [.quotes] : kinds).problems
        } ?? []
      }
    }
  }

  private var currencies: [Problem] {
    settings.underlyings.flatMap {
      CurrencyChecks($0.value, account: portfolio["currency"]?.text).problems
    }
  }

  private var clock: [Problem] {
    let names = settings.underlyings.map(\.name)
    guard let clock = market["clock"], let name = clock.text, !names.contains(name) else {
      return []
    }
    return [
      Problem(
        at: clock.place, "there is no underlying `\(shown(name))`", code: "unknown-underlying",
        hint: hint(for: name, among: names))
    ]
  }

  private var book: [Problem] {
    let strategies = portfolio["strategies"]?.list ?? []
    let positions = portfolio["positions"]?.list ?? []
    let checks = BookChecks(
      underlyings: settings.underlyings.map(\.name), start: market["from"]?.time)
    return emptyBook(strategies + positions)
      + strategies.flatMap { checks.problems(ofStrategy: $0) }
      + positions.flatMap { checks.problems(ofPosition: $0) }
      + checks.problems(ofCollateral: portfolio["collateral"]?.list ?? [])
  }

  private func emptyBook(_ book: [Setting]) -> [Problem] {
    guard let place = settings["portfolio"]?.place, book.isEmpty, portfolio["strategies"] != nil,
      portfolio["positions"] != nil,
      !settings.has("rebalancing")
    else { return [] }
    return [
      Problem(
        at: place, "the portfolio holds nothing", code: "missing-key",
        hint: "add a strategy or a position, or weights under rebalancing")
    ]
  }

  private var interest: [Problem] {
    let rates = settings.underlyings.compactMap { $0.value.record?["rate"] }
    guard let place = settings["portfolio"]?.place, !portfolio.has("interest"),
      rates.contains(where: { $0 != rates.first })
    else { return [] }
    return [
      Problem(
        at: place, "the underlyings have different rates, and interest on cash is not given",
        code: "missing-key",
        hint: "add  interest: \(numberText(rates.first?.number ?? 0))  to portfolio")
    ]
  }

  private var amounts: [Problem] {
    portfolio["currency"]?.text.map { settings.foreignAmounts($0) } ?? []
  }

  private var hedging: [Problem] {
    guard let setting = settings["hedging"], let hedging = setting.record else { return [] }
    let sources = settings.underlyings.compactMap { $0.value.record?["volatility"]?.record }
    let hasSurface = sources.contains { ["index", "surface"].contains($0["model"]?.text) }
    return HedgingChecks(hedging: hedging, place: setting.place, hasSurface: hasSurface).problems
  }

  private var costs: [Problem] {
    settings["costs"]?.record.map { CostChecks(costs: $0).problems } ?? []
  }
  private var attribution: [Problem] {
    settings["attribution"]?.record.map { AttributionChecks(attribution: $0).problems } ?? []
  }
  private var rebalancing: [Problem] { RebalancingChecks(settings)?.problems ?? [] }

  private var claims: [Problem] {
    let models = settings["margin"]?.record?["models"]?.list ?? []
    return DeclaredChecks(
      claims: settings["checks"]?.list ?? [], models: models.compactMap(\.text)
    ).problems
  }
}
