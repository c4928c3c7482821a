/// Reg T and exchange strategy rules for stock and listed options, matched at least cost.
///
/// Single legs, short straddles and strangles, vertical spreads, and stock with one option are
/// recognised; wider combinations are margined as the cheapest mix of these. Futures have no place in
/// a Reg T account. Sources: Regulation T (12 CFR 220.12); FINRA Rule 4210(c) and (f)(2); Cboe Margin
/// Manual.
public struct RegT: MarginModel {
  /// The model's id.
  public let id: String
  private let values: ParameterValues

  init(id: String, _ values: ParameterValues) {
    (self.id, self.values) = (id, values)
  }

  /// Stock and options; futures have no place in a Reg T account.
  public func covers(_ instrument: Instrument) -> Bool {
    !instrument.paysVariation && instrument.settlement == .linear
  }

  /// The lowest total charge over all ways to pair the legs of each underlying.
  public func requirement(
    for portfolio: Portfolio, in market: MarketState
  ) throws(ModelError) -> MarginRequirement {
    try check(portfolio, in: market)
    let initial = charges(for: portfolio, in: market, isInitial: true)
    let maintenance = charges(for: portfolio, in: market, isInitial: false)
    let optionValue = portfolio.netOptionValue(in: market)
    return MarginRequirement(
      initial: max(0, total(initial) + optionValue),
      maintenance: max(0, total(maintenance) + optionValue),
      components: initial + [MarginComponent("option_value_in_equity", optionValue)],
      premiumInRule: -optionValue)
  }

  private func check(_ portfolio: Portfolio, in market: MarketState) throws(ModelError) {
    for position in portfolio.positions where position.quantity != 0 {
      let underlying = market.underlyings[position.instrument.underlying].name
      guard covers(position.instrument) else {
        throw .unsupported(
          model: id, instrument: "\(position.instrument.kind) on \(underlying)",
          hint: "a Reg T account holds no futures; hedge with spot")
      }
      let state = market[position.instrument.underlying]
      guard state.spot > 0, state.spot.isFinite else {
        throw .unusablePrice(underlying: underlying, value: state.spot)
      }
      if let option = position.instrument.option, position.quote == nil,
        !state.volatility(of: option, at: market.time).isFinite
      {
        throw .missingVolatility(underlying: underlying)
      }
    }
  }

  private func total(_ components: [MarginComponent]) -> Money {
    components.reduce(0) { $0 + $1.amount }
  }

  private func charges(
    for portfolio: Portfolio, in market: MarketState, isInitial: Bool
  ) -> [MarginComponent] {
    portfolio.underlyings.reduce(into: []) { components, underlying in
      let legs = legs(of: portfolio.restricted(to: underlying), in: market[underlying], market.time)
      let rules = StrategyRules(
        spot: market[underlying].spot, shortRate: shortRate(market.underlyings[underlying].kind),
        isInitial: isInitial, values: values)
      let matched = StrategyMatcher.match(
        legs.map { abs($0.units) }, with: rules.strategies(for: legs))
      for (strategy, units) in matched where strategy.charge != 0 {
        components.add(strategy.name, strategy.charge * units)
      }
    }
  }

  private func shortRate(_ kind: UnderlyingKind) -> Double {
    values[kind == .equity ? "short-equity-option-rate" : "short-index-option-rate"]
  }

  /// Positions in the same thing added up, in the order first met.
  private func legs(
    of positions: [Position], in state: UnderlyingState, _ time: Timestamp
  ) -> [StrategyRules.Leg] {
    let legs = positions.reduce(into: [StrategyRules.Leg]()) { legs, position in
      if let known = legs.firstIndex(where: { $0.contract == position.instrument.option }) {
        legs[known].units += position.units
      } else {
        legs.append(
          StrategyRules.Leg(
            contract: position.instrument.option, price: position.price(in: state, at: time),
            units: position.units))
      }
    }
    return legs.filter { $0.units != 0 }
  }
}

extension [MarginComponent] {
  fileprivate mutating func add(_ name: String, _ amount: Money) {
    guard let known = firstIndex(where: { $0.name == name }) else {
      return append(MarginComponent(name, amount))
    }
    self[known] = MarginComponent(name, self[known].amount + amount)
  }
}

extension RegT {
  /// The strategy-rules family.
  public static let family = ModelFamily(
    name: "strategy-rules",
    summary: "Reg T and exchange charges per option strategy, matched at least cost.",
    parameters: [
      ModelParameter(
        "short-equity-option-rate", "charge on a short equity option, of spot", in: 0...1),
      ModelParameter(
        "short-index-option-rate", "charge on a short index option, of spot", in: 0...1),
      ModelParameter(
        "short-option-minimum", "least charge, of spot for calls and strike for puts", in: 0...1),
      ModelParameter("long-stock-initial", "initial margin of long stock, of spot", in: 0...1),
      ModelParameter("short-stock-initial", "initial margin of short stock, of spot", in: 0...1),
      ModelParameter("long-stock-maintenance", "maintenance of long stock, of spot", in: 0...1),
      ModelParameter("short-stock-maintenance", "maintenance of short stock, of spot", in: 0...1),
    ],
    make: { RegT(id: $0, $1) })
}
