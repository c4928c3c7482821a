extension Instrument {
  /// Model price per unit of the underlying.
  ///
  /// Spot is its price, a future S·e^((r − q)T), an option its Black-Scholes-Merton value; at and
  /// after expiry T is 0.
  public func price(in state: UnderlyingState, at time: Timestamp) -> Double {
    switch self {
    case .spot: state.spot
    case .future(let contract):
      state.spot
        * Elementary.exp((state.rate - state.yield) * max(0, time.years(until: contract.expiry)))
    case .option(let contract): contract.terms(in: state, at: time).value(contract.right)
    }
  }

  /// Price and Greeks per unit of the underlying.
  ///
  /// Delta counts the move of volatility that a surface's dynamics declare: ∂V/∂S + vega · ∂v/∂S.
  /// Every other Greek is that of the option's own volatility.
  public func greeks(in state: UnderlyingState, at time: Timestamp) -> Greeks {
    if case .option(let contract) = self { return contract.greeks(in: state, at: time) }
    var greeks = Greeks()
    greeks.value = price(in: state, at: time)
    greeks.delta = state.spot == 0 ? 1 : greeks.value / state.spot
    if let expiry {
      greeks.theta = -(state.rate - state.yield) * greeks.value
      greeks.rho = max(0, time.years(until: expiry)) * greeks.value
    }
    return greeks
  }
}

extension OptionContract {
  func terms(in state: UnderlyingState, at time: Timestamp) -> BlackScholes {
    BlackScholes(
      spot: state.spot, strike: strike, years: time.years(until: expiry), rate: state.rate,
      yield: state.yield, volatility: state.volatility(of: self, at: time))
  }

  fileprivate func greeks(in state: UnderlyingState, at time: Timestamp) -> Greeks {
    var greeks = terms(in: state, at: time).greeks(right)
    let slope = state.volatilitySlope(of: self, at: time)
    if slope != 0 { greeks.delta += greeks.vega * slope }
    return greeks
  }
}

extension Position {
  /// Units of the underlying that the position controls; negative when short.
  public var units: Double { quantity * instrument.multiplier }

  /// The quoted price, or the model's when there is none.
  public func price(in state: UnderlyingState, at time: Timestamp) -> Double {
    quote ?? instrument.price(in: state, at: time)
  }

  /// What the position adds to the account's market value; a future counts unpaid gains only.
  public func value(in state: UnderlyingState, at time: Timestamp) -> Money {
    units == 0 ? 0 : value(atPrice: price(in: state, at: time))
  }

  /// What the position adds to the account's market value when its price is `price`.
  public func value(atPrice price: Double) -> Money {
    if case .future = instrument { return units * (price - settledPrice) }
    return units * price
  }
}

extension Portfolio {
  /// Market value of all positions; short options count negative.
  public func marketValue(in market: MarketState) -> Money {
    positions.reduce(0) {
      $0 + $1.value(in: market[$1.instrument.underlying], at: market.time)
    }
  }

  /// Market value of long options less that of short options.
  public func netOptionValue(in market: MarketState) -> Money {
    Portfolio(positions: positions.filter { $0.instrument.option != nil }).marketValue(in: market)
  }

  /// Cash plus market value.
  public func equity(in market: MarketState) -> Money { cash + marketValue(in: market) }

  /// Value and Greeks of all positions, in money.
  public func greeks(in market: MarketState) -> Greeks {
    positions.reduce(into: Greeks()) { sum, position in
      let state = market[position.instrument.underlying]
      sum.add(position.instrument.greeks(in: state, at: market.time), times: position.units)
    }
  }

  /// Indices of the underlyings that positions refer to, ascending.
  public var underlyings: [Int] {
    positions.reduce(into: []) { found, position in
      let underlying = position.instrument.underlying
      if !found.contains(underlying) { found.append(underlying) }
    }.sorted()
  }

  /// The positions on one underlying, with no cash.
  func restricted(to underlying: Int) -> [Position] {
    positions.filter { $0.instrument.underlying == underlying && $0.quantity != 0 }
  }
}
