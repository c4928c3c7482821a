extension Instrument {
  /// Model price per unit of the underlying.
  ///
  /// Spot and a perpetual are its price, a future S·e^((r − q)T) or the venue's forward, an option
  /// its Black-Scholes-Merton value; at and after expiry T is 0.
  public func price(in state: UnderlyingState, at time: Timestamp) -> Double {
    switch self {
    case .spot, .perpetual: state.spot
    case .future(let contract): state.forward(to: contract.expiry, at: time)
    case .option(let contract): contract.terms(in: state, at: time).value(contract.right)
    }
  }

  /// Price and Greeks per unit of the underlying.
  ///
  /// Delta counts the move of volatility that a surface's dynamics declare: ∂V/∂S + vega · ∂v/∂S.
  /// Every other Greek is that of the option's own volatility. Those of an inverse future are of what
  /// its coins are worth: N(1/F₀ − 1/F)·S moves by N/F for a move of S.
  public func greeks(in state: UnderlyingState, at time: Timestamp) -> Greeks {
    switch self {
    case .spot, .perpetual: .underlying(at: state.spot)
    case .future(let contract): contract.greeks(in: state, at: time)
    case .option(let contract): contract.greeks(in: state, at: time)
    }
  }
}

extension Instrument {
  /// Units of the underlying in `quantity` contracts when their own price is `price`.
  ///
  /// An inverse future or perpetual is a fixed amount of the quoting currency: `quantity × multiplier
  /// ÷ price`, of a price above 0.
  public func units(of quantity: Double, at price: Double) -> Double {
    let units = quantity * multiplier
    return paysVariation && settlement == .inverse ? units / price : units
  }

  /// Units of the underlying coin in which a coin-margined contract of price `price` pays `amount`
  /// dollars.
  ///
  /// A future or perpetual pays at its own price, N(1/P₀ − 1/P₁) = gain ÷ P₁; an option at the index.
  public func coins(paying amount: Money, at price: Double, in state: UnderlyingState) -> Double {
    amount / (paysVariation ? price : state.spot)
  }
}

extension FutureContract {
  fileprivate func greeks(in state: UnderlyingState, at time: Timestamp) -> Greeks {
    var greeks = Greeks()
    greeks.value = state.forward(to: expiry, at: time)
    let paid = settlement == .inverse ? state.spot : greeks.value
    greeks.delta = state.spot == 0 ? 1 : paid / state.spot
    greeks.theta = -(state.rate - state.yield) * paid
    greeks.rho = max(0, time.years(until: expiry)) * paid
    return greeks
  }
}

extension OptionContract {
  func terms(in state: UnderlyingState, at time: Timestamp) -> BlackScholes {
    let state = state.flat(for: self, at: time)
    return BlackScholes(
      spot: state.spot, strike: strike, years: time.years(until: expiry), rate: state.rate,
      yield: state.yield, volatility: state.volatility)
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
  ///
  /// An inverse future controls the coin that its notional bought at the price up to which gains are
  /// paid: in dollars it then gains like so many units of a linear one.
  @inlinable
  public var units: Double {
    switch instrument {
    case .spot: quantity
    case .option(let contract): quantity * contract.multiplier
    case .future(let contract): units(quantity * contract.multiplier, contract.settlement)
    case .perpetual(let contract): units(quantity * contract.multiplier, contract.settlement)
    }
  }

  @inlinable
  func units(_ amount: Double, _ settlement: Settlement) -> Double {
    guard settlement == .inverse else { return amount }
    return settledPrice > 0 ? amount / settledPrice : 0
  }

  /// Units of the underlying that the position is worth when its own price is `price`.
  ///
  /// The size of an inverse future in coin is its notional over its price, which must be above 0.
  func coins(atPrice price: Double) -> Double { instrument.units(of: quantity, at: price) }

  /// The quoted price, or the model's when there is none.
  public func price(in state: UnderlyingState, at time: Timestamp) -> Double {
    quote ?? instrument.price(in: state, at: time)
  }

  /// What the position adds to the account's market value; a future counts unpaid gains only.
  public func value(in state: UnderlyingState, at time: Timestamp) -> Money {
    units == 0 ? 0 : value(atPrice: price(in: state, at: time))
  }

  /// What the position adds to the account's market value when its price is `price`.
  @inlinable
  public func value(atPrice price: Double) -> Money {
    switch instrument {
    case .spot, .option: units * price
    case .future, .perpetual: units * (price - settledPrice)
    }
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

  /// Cash, market value, and collateral after haircuts.
  public func equity(in market: MarketState) -> Money {
    let value = cash + marketValue(in: market)
    return collateral.isEmpty ? value : value + collateralValue(in: market)
  }

  /// Value of the collateral after maintenance haircuts.
  public func collateralValue(in market: MarketState) -> Money {
    collateral.reduce(0) { $0 + $1.counted(in: market) }
  }

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

  /// Positions in the same instrument added up, in the order first met; the first one's quote holds.
  var merged: [Position] {
    var (found, places) = ([Position](), [Instrument: Int]())
    found.reserveCapacity(positions.count)
    if positions.count > 16 { places.reserveCapacity(positions.count) }
    for position in positions where position.quantity != 0 {
      // Few are found faster by looking through them, thousands only by their hashes.
      let known =
        positions.count <= 16
        ? found.firstIndex { $0.instrument == position.instrument } : places[position.instrument]
      if let known {
        found[known].quantity += position.quantity
      } else {
        if positions.count > 16 { places[position.instrument] = found.count }
        found.append(position)
      }
    }
    found.removeAll { $0.quantity == 0 }
    return found
  }

  /// The positions on one underlying, with no cash.
  func restricted(to underlying: Int) -> [Position] {
    positions.filter { $0.instrument.underlying == underlying && $0.quantity != 0 }
  }
}
