internal import MarginCore
internal import MarginReplay

extension Experiment {
  /// The experiment that checked settings describe.
  init(_ settings: Record, file: String) throws(MissingSetting) {
    let portfolio = try settings.required("portfolio", \.record)
    let book = BookReader(underlyings: settings.underlyings.map(\.name))
    self.file = file
    self.settings = settings
    name = try settings.required("name", \.text)
    question = try settings.required("question", \.text)
    market = try MarketPlan(try settings.required("market", \.record))
    currency = try portfolio.required("currency", \.text)
    cash = try portfolio.required("cash", \.money)
    collateral = try book.collateral(try portfolio.required("collateral", \.list))
    interest = portfolio["interest"]?.number
    strategies = try book.strategies(try portfolio.required("strategies", \.list))
    positions = try book.positions(try portfolio.required("positions", \.list))
    margin = try MarginPlan(try settings.required("margin", \.record))
    if let plan = settings["rebalancing"]?.record {
      rebalancing = try RebalancingPlan(
        plan, underlyings: settings.underlyings.map(\.name), interest: interest ?? 0)
    } else {
      rebalancing = nil
    }
    hedging = try HedgePlan(try settings.required("hedging", \.record))
    costs = try CostModel(try settings.required("costs", \.record))
    spreadSource = try SpreadSource(try settings.required("costs", \.record))
    settlement = try SettlementRules(try settings.required("settlement", \.record))
    attribution = try AttributionPlan(settings["attribution"]?.record)
    checks = try settings.required("checks", \.texts)
  }
}

extension MarketPlan {
  fileprivate init(_ market: Record) throws(MissingSetting) {
    let names = try market.required("underlyings", \.record).entries.map(\.name)
    clock = market["clock"]?.text.flatMap { names.firstIndex(of: $0) } ?? 0
    from = market["from"]?.day
    to = market["to"]?.day
    var plans: [UnderlyingPlan] = []
    for entry in try market.required("underlyings", \.record).entries {
      plans.append(try UnderlyingPlan(entry))
    }
    underlyings = plans
  }
}

extension UnderlyingPlan {
  fileprivate init(_ entry: Record.Entry) throws(MissingSetting) {
    guard let fields = entry.value.record else { throw MissingSetting(name: entry.name) }
    underlying = try Underlying(entry.name, fields)
    (prices, columns) = try priceFile(fields)
    maxAge = fields["prices"]?.record?["max-age"]?.span
    funding = try fields["funding"]?.record.map(FundingSource.init)
    volatility = try VolatilitySource(try fields.required("volatility", \.record))
    rate = try RateSource(try fields.required("rate", { $0 }), column: "rate")
    yield = try RateSource(try fields.required("yield", { $0 }), column: "yield")
    dividends = try fields["dividends"]?.record.map(DividendSource.init)
    fx = try CurrencySource(fields)
  }
}

extension FundingSource {
  fileprivate init(_ settings: Record) throws(MissingSetting) {
    file = try settings.required("file", \.text)
    layout = SeriesLayout(settings, .funding, looksForUsualNames: false)
  }
}

/// The price file that an underlying's `prices` name, and its layout.
func priceFile(_ fields: Record) throws(MissingSetting) -> (file: String, columns: SeriesLayout) {
  let file = try fields.required("prices", \.record)
  return (
    try file.required("file", \.text), SeriesLayout(file, .prices, looksForUsualNames: false)
  )
}

extension Underlying {
  /// The underlying called `name` with the kind and trading days of its fields.
  init(_ name: String, _ fields: Record) throws(MissingSetting) {
    let kind = UnderlyingKind(rawValue: try fields.required("kind", \.text))
    self.init(
      name: name, kind: kind ?? .equity, tradingDays: try fields.required("trading-days", \.number))
  }
}

extension MarginPlan {
  fileprivate init(_ margin: Record) throws(MissingSetting) {
    models = try margin.required("models", \.texts)
    shadow = try margin.required("shadow", \.texts)
    transforms = DerivedModel.declared(in: margin)
    let entries = try margin.required("parameters", \.record).entries
    parameters = Dictionary(
      entries.map { ($0.name, $0.value.numbers) }, uniquingKeysWith: { first, _ in first })
  }
}

extension Setting {
  /// The numbers of a record, by name.
  var numbers: [String: Double] {
    let pairs = (record?.entries ?? []).compactMap { entry in
      entry.value.number.map { (entry.name, $0) }
    }
    return Dictionary(pairs, uniquingKeysWith: { first, _ in first })
  }
}
