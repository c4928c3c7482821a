/// Reg T and exchange strategy rules for stock and listed options, matched at least cost.
///
/// Single legs, short straddles and strangles, stock with one or two options, and limited-risk spreads
/// of any number of options are recognised; the book is margined as the cheapest mix of these. Futures
/// have no place in a Reg T account. Sources: Regulation T (12 CFR 220.12); FINRA Rule 4210(c) and
/// (f)(2); Cboe Margin Manual; universal spread rule, SR-CBOE-2012-043.
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
    let books = portfolio.underlyings.map { ($0, legs(of: portfolio, on: $0, in: market)) }
    var windows = MatchingWindows()
    let initial = charges(for: books, in: market, isInitial: true, with: &windows)
    let maintenance = charges(for: books, in: market, isInitial: false, with: &windows)
    let optionValue = portfolio.netOptionValue(in: market)
    let strategies = max(0, total(initial) + optionValue)
    let minimum = max(0, minimumEquity(of: books) - strategies)
    return MarginRequirement(
      initial: strategies + minimum,
      maintenance: max(0, total(maintenance) + optionValue),
      components: initial + [MarginComponent("option_value_in_equity", optionValue)]
        + (minimum > 0 ? [MarginComponent("minimum_equity", minimum)] : []),
      premiumInRule: -optionValue)
  }

  /// FINRA 4210(b): a margin account holds at least this, but no more than what it buys costs.
  ///
  /// The cost is taken as today's value of a book that is long only.
  private func minimumEquity(of books: [(underlying: Int, legs: [StrategyRules.Leg])]) -> Money {
    let legs = books.flatMap(\.legs)
    guard legs.allSatisfy(\.isLong) else { return values["minimum-equity"] }
    return min(values["minimum-equity"], legs.reduce(0) { $0 + $1.units * $1.price })
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
    for books: [(underlying: Int, legs: [StrategyRules.Leg])], in market: MarketState,
    isInitial: Bool, with windows: inout MatchingWindows
  ) -> [MarginComponent] {
    var components: [MarginComponent] = []
    for book in books {
      let rules = rules(for: book.underlying, in: market, isInitial: isInitial)
      windows.match(book.legs, under: rules)
      for strategy in windows.matched where strategy.charge != 0 {
        components.add(strategy.name, strategy.charge)
      }
    }
    return components
  }

  private func rules(
    for underlying: Int, in market: MarketState, isInitial: Bool
  ) -> StrategyRules {
    let kind = market.underlyings[underlying].kind
    return StrategyRules(
      spot: market[underlying].spot, shortRate: shortRate(kind),
      leverage: kind == .equity ? values["fund-leverage"] : 1, now: market.time,
      isInitial: isInitial, values: values)
  }

  private func shortRate(_ kind: UnderlyingKind) -> Double {
    values[kind == .equity ? "short-equity-option-rate" : "short-index-option-rate"]
  }

  /// Positions in the same thing added up, in the order first met.
  private func legs(
    of portfolio: Portfolio, on underlying: Int, in market: MarketState
  ) -> [StrategyRules.Leg] {
    var known: [OptionContract?: Int] = [:]
    var legs: [StrategyRules.Leg] = []
    for position in portfolio.positions
    where position.instrument.underlying == underlying && position.quantity != 0 {
      let contract = position.instrument.option
      if let index = known[contract] {
        legs[index].units += position.units
      } else {
        known[contract] = legs.count
        let price = position.price(in: market[underlying], at: market.time)
        legs.append(StrategyRules.Leg(contract: contract, price: price, units: position.units))
      }
    }
    legs.removeAll { $0.units == 0 }
    return legs
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
      ModelParameter(
        "protected-stock-rate", "maintenance of stock with a protecting option, of strike",
        in: 0...1),
      ModelParameter(
        "long-term-days", "days to expiry beyond which a long option has loan value", in: 0...1e5),
      ModelParameter(
        "long-term-loan-value", "loan value of such an option, of its price", in: 0...1),
      ModelParameter("fund-leverage", "multiple of a leveraged fund; 1 for others", in: 1...10),
      ModelParameter("minimum-equity", "least initial equity of an account, money", in: 0...1e9),
    ],
    make: { RegT(id: $0, $1) })
}
