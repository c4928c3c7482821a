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
  /// Adds the profit of `units` under each shock, pricing eight shocks at a time.
  fileprivate func addProfits(
    _ units: Double, over base: Double, under shocks: [Shock], in state: UnderlyingState,
    _ time: Timestamp, to profits: inout [Money]
  ) {
    let state = state.flat(for: self, at: time)
    for start in stride(from: 0, to: shocks.count, by: 8) {
      let prices = prices(under: shocks[start..<min(start + 8, shocks.count)], in: state, time)
      for i in start..<min(start + 8, shocks.count) {
        profits[i] += units * (prices[i - start] - base)
      }
    }
  }

  /// Prices under at most eight shocks, in their order; each has the bits it would have alone.
  func prices(
    under shocks: ArraySlice<Shock>, in state: UnderlyingState, _ time: Timestamp
  ) -> SIMD8<Double> {
    var (spot, volatility, years) = (SIMD8<Double>(), SIMD8<Double>(), SIMD8<Double>())
    for (lane, shock) in shocks.enumerated() {
      let shocked = shock.applied(to: state)
      (spot[lane], volatility[lane]) = (shocked.spot, shocked.volatility)
      years[lane] = (time + shock.elapsed).years(until: expiry)
    }
    return BlackKernel(
      spot: spot, strike: SIMD8(repeating: strike), years: years,
      rate: SIMD8(repeating: state.rate), yield: SIMD8(repeating: state.yield),
      volatility: volatility
    ).value(SIMD8(repeating: right.sign))
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
