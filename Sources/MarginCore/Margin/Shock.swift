/// An assumed instant change of one underlying's market, with or without time passing.
struct Shock: Sendable {
  /// Relative change of spot; −0.08 is a fall of 8 %.
  var spotMove: Double
  /// Relative change of volatility.
  var volatilityMove: Double = 0
  /// Absolute change of volatility, added after the relative one.
  var volatilityShift: Double = 0
  /// Time that passes.
  var elapsed: TimeSpan = .zero

  /// The market after the shock; a spot or volatility pushed below 0 stays at 0.
  func applied(to state: UnderlyingState) -> UnderlyingState {
    var shocked = state
    shocked.spot = max(0, state.spot * (1 + spotMove))
    shocked.volatility = max(0, state.volatility * (1 + volatilityMove) + volatilityShift)
    return shocked
  }
}

/// Profit of positions on one underlying under each of several shocks.
///
/// Positions must all be on the underlying whose state is given. On a surface every option starts
/// from its own volatility and keeps it but for the shock.
func profits(
  of positions: [Position], under shocks: [Shock], in state: UnderlyingState, at time: Timestamp
) -> [Money] {
  var profits = [Money](repeating: 0, count: shocks.count)
  for position in positions {
    let base = position.instrument.price(in: state, at: time)
    if let option = position.instrument.option {
      option.addProfits(position.units, over: base, under: shocks, in: state, time, to: &profits)
      continue
    }
    for (i, shock) in shocks.enumerated() {
      let price = position.instrument.price(in: shock.applied(to: state), at: time + shock.elapsed)
      profits[i] += position.units * (price - base)
    }
  }
  return profits
}

extension OptionContract {
  /// Adds the profit of `units` under each shock, pricing sixteen shocks at a time.
  fileprivate func addProfits(
    _ units: Double, over base: Double, under shocks: [Shock], in state: UnderlyingState,
    _ time: Timestamp, to profits: inout [Money]
  ) {
    let state = state.flat(for: self, at: time)
    let width = SIMD16<Double>.scalarCount
    for start in stride(from: 0, to: shocks.count, by: width) {
      let end = min(start + width, shocks.count)
      let prices = prices(under: shocks[start..<end], in: state, time)
      for i in start..<end { profits[i] += units * (prices[i - start] - base) }
    }
  }

  /// Prices under at most sixteen shocks, in their order; each has the bits it would have alone.
  func prices(
    under shocks: ArraySlice<Shock>, in state: UnderlyingState, _ time: Timestamp
  ) -> SIMD16<Double> {
    var (spot, volatility) = (SIMD16<Double>(), SIMD16<Double>())
    for (lane, shock) in shocks.enumerated() {
      let shocked = shock.applied(to: state)
      (spot[lane], volatility[lane]) = (shocked.spot, shocked.volatility)
    }
    return BlackKernel(
      spot: spot, strike: SIMD16(repeating: strike), volatility: volatility,
      term: term(under: shocks, in: state, time)
    ).value(SIMD16(repeating: right.sign))
  }

  /// Discounting is done once where no shock lets time pass.
  private func term(
    under shocks: ArraySlice<Shock>, in state: UnderlyingState, _ time: Timestamp
  ) -> DiscountTerm<SIMD16<Double>> {
    guard shocks.contains(where: { $0.elapsed != .zero }) else {
      return DiscountTerm(
        repeating: DiscountTerm(
          years: time.years(until: expiry), rate: state.rate, yield: state.yield))
    }
    var years = SIMD16<Double>()
    for (lane, shock) in shocks.enumerated() {
      years[lane] = (time + shock.elapsed).years(until: expiry)
    }
    return DiscountTerm(
      years: years, rate: SIMD16(repeating: state.rate), yield: SIMD16(repeating: state.yield))
  }
}

extension MarketState {
  /// Checks that every position can be revalued: a usable price, and a volatility for options.
  func check(_ portfolio: Portfolio) throws(ModelError) {
    for position in portfolio.positions where position.quantity != 0 {
      let underlying = position.instrument.underlying
      let (state, name) = (self[underlying], underlyings[underlying].name)
      guard state.spot > 0, state.spot.isFinite else {
        throw .unusablePrice(underlying: name, value: state.spot)
      }
      if let option = position.instrument.option,
        !state.volatility(of: option, at: time).isFinite
      {
        throw .missingVolatility(underlying: name)
      }
    }
  }
}
