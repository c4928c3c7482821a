/// A SPAN-style risk array: sixteen scenarios of price and volatility over one look-ahead period,
/// with charges for calendar spreads and delivery, credits between commodities, and a floor for
/// short options.
///
/// Each underlying is a combined commodity. Source: CME Group, "CME SPAN: Standard Portfolio Analysis
/// of Risk" methodology. An independent implementation; SPAN is a trademark of Chicago Mercantile
/// Exchange Inc. See <doc:RiskArray>.
public struct Span: ScenarioModel {
  /// The model's id.
  public let id: String
  private let standard: SpanParameters
  private let commodities: [(name: String, group: String, parameters: SpanParameters)]
  private let tiers: [SpanTier]
  private let interMonth: [SpanInterMonthSpread]
  private let interCommodity: [SpanInterCommoditySpread]
  private let initialMultiple, maintenanceMultiple: Double

  init(id: String, _ values: ParameterValues) {
    self.id = id
    standard = SpanParameters { values[$0] }
    commodities = values.rows(of: "commodities").map { row in
      (
        row.word("commodity") ?? "", row.word("group") ?? "",
        SpanParameters { row.number($0) ?? values[$0] }
      )
    }
    tiers = values.rows(of: "tiers").map(SpanTier.init)
    interMonth = values.rows(of: "inter-month-spreads").map(SpanInterMonthSpread.init)
    interCommodity = SpanInterCommoditySpread.spreads(values.rows(of: "inter-commodity-spreads"))
    (initialMultiple, maintenanceMultiple) = (
      values["initial-multiple"], values["maintenance-multiple"]
    )
  }

  /// The sum over commodities of risk after credits, at least the short-option minimum, and exposure.
  public func requirement(
    for portfolio: Portfolio, in market: MarketState
  ) throws(ModelError) -> MarginRequirement {
    try market.check(portfolio)
    let netted = portfolio.merged
    var commodities = portfolio.underlyings.map {
      commodity($0, of: portfolio, netted, in: market)
    }
    if !interCommodity.isEmpty {
      let credits = SpanCredits(commodities, spreads: interCommodity).credits
      for (i, credit) in credits.enumerated() { commodities[i].credit = credit }
    }
    return MarginRequirement(
      initial: total(commodities, times: initialMultiple),
      maintenance: total(commodities, times: maintenanceMultiple),
      components: components(of: commodities),
      bindingScenario: commodities.max { $0.scan < $1.scan }?.active,
      premiumInRule: -commodities.reduce(0) { $0 + $1.optionValue })
  }

  private func total(_ commodities: [SpanCommodity], times multiple: Double) -> Money {
    commodities.reduce(0) { $0 + $1.charge(times: multiple) }
      + unusableOptionValue(commodities, times: multiple)
  }

  /// Option value beyond the risk of its group, which no other group may use.
  ///
  /// It is part of equity, and is therefore asked for. 0 where no groups are declared.
  private func unusableOptionValue(
    _ commodities: [SpanCommodity], times multiple: Double
  ) -> Money {
    guard hasGroups else { return 0 }
    let groups = Set(commodities.map(\.group)).sorted()
    return groups.reduce(0) { sum, group in
      let members = commodities.filter { $0.group == group }
      return sum
        + max(0, members.reduce(0) { $0 + $1.optionValue - $1.charge(times: multiple) })
    }
  }

  private var hasGroups: Bool { commodities.contains { !$0.group.isEmpty } }
}

extension Span {
  /// The charges that the parameters can ask for, whether they do for this book or not.
  private func components(of commodities: [SpanCommodity]) -> [MarginComponent] {
    func sum(_ name: String, _ amount: (SpanCommodity) -> Money) -> MarginComponent {
      MarginComponent(name, commodities.reduce(0) { $0 + amount($1) })
    }
    var parts = [sum("scan_risk", \.scan)]
    if !interMonth.isEmpty { parts.append(sum("inter_month_charge", \.interMonth)) }
    if hasDelivery { parts.append(sum("delivery_charge", \.delivery)) }
    if !interCommodity.isEmpty { parts.append(sum("inter_commodity_credit") { -$0.credit }) }
    parts.append(sum("short_option_minimum", \.minimum))
    parts.append(sum("risk_requirement") { min($0.risk, $0.cap ?? .infinity) })
    if hasExposure { parts.append(sum("exposure_margin", \.exposure)) }
    parts.append(sum("net_option_value", \.optionValue))
    guard hasGroups else { return parts }
    let unusable = unusableOptionValue(commodities, times: initialMultiple)
    return parts + [MarginComponent("unusable_option_value", unusable)]
  }

  private var every: [SpanParameters] { [standard] + commodities.map(\.parameters) }
  private var hasDelivery: Bool { every.contains { $0.deliveryDays > 0 } }
  private var hasExposure: Bool { every.contains { $0.exposureRate > 0 } }
}

extension Span {
  /// What the parameters say of an underlying: by its name, else by its kind, else the standard.
  private func entry(for underlying: Underlying) -> (group: String, parameters: SpanParameters) {
    let entry =
      commodities.first { $0.name == underlying.name }
      ?? commodities.first { $0.name == underlying.kind.rawValue }
    return (entry?.group ?? "", entry?.parameters ?? standard)
  }

  /// Rows for an underlying's name, else for its kind, else for `any`.
  private func rows<Row>(
    _ rows: [Row], of underlying: Underlying, _ commodity: (Row) -> String
  ) -> [Row] {
    for name in [underlying.name, underlying.kind.rawValue, "any"] {
      let own = rows.filter { commodity($0) == name }
      if !own.isEmpty { return own }
    }
    return []
  }

  private func scan(_ underlying: Int, in market: MarketState) -> SpanScan {
    let (state, identity) = (market[underlying], market.underlyings[underlying])
    let parameters = entry(for: identity).parameters
    return SpanScan(
      parameters, range: parameters.priceRange(in: state, tradingDays: identity.tradingDays),
      in: state)
  }

  private func commodity(
    _ underlying: Int, of portfolio: Portfolio, _ netted: [Position], in market: MarketState
  ) -> SpanCommodity {
    let (state, identity) = (market[underlying], market.underlyings[underlying])
    let (group, parameters) = entry(for: identity)
    let scan = scan(underlying, in: market)
    let losses = scan.losses(
      of: portfolio.positions, on: underlying, in: state, at: market.time)
    let book = SpanBook(netted, on: underlying, parameters, in: state, at: market.time)
    let value = parameters.isFuturesStyle ? 0 : book.optionValue
    let isCapped = book.isLongOptionsOnly && !parameters.isFuturesStyle
    var commodity = SpanCommodity(
      name: identity.name, group: group, losses: losses,
      active: losses.worst.map(scan.scenario),
      minimum: book.shortOptionMinimum, exposure: book.exposure, optionValue: value,
      cap: isCapped ? max(0, value) : nil)
    addDeltaCharges(to: &commodity, of: portfolio, underlying, parameters, in: market)
    return commodity
  }

  /// Adds what depends on composite deltas, which are not computed where nothing does.
  private func addDeltaCharges(
    to commodity: inout SpanCommodity, of portfolio: Portfolio, _ underlying: Int,
    _ parameters: SpanParameters, in market: MarketState
  ) {
    guard !interMonth.isEmpty || !interCommodity.isEmpty || parameters.deliveryDays > 0 else {
      return
    }
    let (state, identity) = (market[underlying], market.underlyings[underlying])
    let range = parameters.priceRange(in: state, tradingDays: identity.tradingDays)
    let composite = CompositeDelta(range: range, elapsed: parameters.lookAhead, in: state)
    var periods: [SpanPeriod] = []
    for position in portfolio.positions
    where position.quantity != 0 && position.instrument.underlying == underlying {
      let delta = composite.delta(of: position.instrument, in: state, at: market.time)
      let contracts = delta * position.units / parameters.contractSize
      commodity.netDelta += contracts
      if let expiry = position.instrument.expiry { periods.add(contracts, at: expiry) }
    }
    let calendar = SpanCalendar(
      spreads: rows(interMonth, of: identity, \.commodity),
      tiers: rows(tiers, of: identity, \.commodity), contractSize: parameters.contractSize,
      state: state, time: market.time)
    commodity.interMonth = calendar.charge(&periods)
    commodity.delivery = calendar.deliveryCharge(periods, parameters)
  }

  /// The risk array of every position, with the share that extreme scenarios are charged at applied.
  public func scenarioMatrices(
    for portfolio: Portfolio, in market: MarketState
  ) throws(ModelError) -> [ScenarioMatrix] {
    try market.check(portfolio)
    return portfolio.underlyings.map { underlying in
      let scan = scan(underlying, in: market)
      let losses = { scan.losses(of: $0, on: underlying, in: market[underlying], at: market.time) }
      let held = portfolio.places(on: underlying)
      return ScenarioMatrix(
        underlying: market.underlyings[underlying].name,
        scenarios: scan.rows.indices.map(scan.scenario), covers: scan.rows.map(\.cover),
        positions: held, losses: held.map { losses([portfolio.positions[$0]]) },
        totals: losses(portfolio.positions))
    }
  }
}
