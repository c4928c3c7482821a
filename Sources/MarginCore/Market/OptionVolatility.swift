extension UnderlyingState {
  /// The implied volatility of one option: its own on a surface, else the one level.
  ///
  /// At and after expiry, where no volatility matters, the level. NaN on a surface without a
  /// positive price. What the venue marks comes first.
  public func volatility(of option: OptionContract, at time: Timestamp) -> Volatility {
    if let marked = marks?.volatility(of: option) { return marked }
    guard let surface else { return volatility }
    let years = time.years(until: option.expiry)
    guard years > 0 else { return volatility }
    return surface.surface.volatility(logMoneyness(option.strike, years), years: years)
  }

  /// ∂v/∂S of one option at its fixed strike under the surface's dynamics; 0 without a surface.
  public func volatilitySlope(of option: OptionContract, at time: Timestamp) -> Double {
    guard let surface, surface.dynamics != .stickyStrike, marks?.volatility(of: option) == nil
    else { return 0 }
    let years = time.years(until: option.expiry)
    guard years > 0 else { return 0 }
    let skew = surface.surface.skew(logMoneyness(option.strike, years), years: years)
    return surface.dynamics.volatilitySlope(skew: skew, spot: spot)
  }

  /// The market as `option` sees it: its own volatility is the one level.
  ///
  /// Shocks move that level, so that every option keeps its place on the surface while the price
  /// moves, and all are shifted in parallel. Rate and yield become those of a marked forward, and of
  /// an option paid in coin: V(F)·S/F is a Black-Scholes-Merton value at rate ln(F/S)/T without yield.
  func flat(for option: OptionContract, at time: Timestamp) -> UnderlyingState {
    guard !isFlat(for: option) else { return self }
    var state = self
    (state.volatility, state.surface) = (volatility(of: option, at: time), nil)
    guard marks != nil || option.settlement == .inverse else { return state }
    let carry = carry(to: option.expiry, at: time)
    state.rate = option.settlement == .inverse ? carry : rate(to: option.expiry)
    (state.yield, state.marks) = (state.rate - carry, nil)
    return state
  }

  /// Whether ``flat(for:at:)`` changes nothing.
  func isFlat(for option: OptionContract) -> Bool {
    !isSpecial && option.settlement != .inverse
  }

  /// Whether options differ in volatility, or in forward.
  var isSpecial: Bool { surface != nil || marks != nil }

  /// ln(strike ÷ forward); NaN without a positive price and strike.
  func logMoneyness(_ strike: Double, _ years: Years) -> Double {
    guard spot > 0, spot < .infinity, strike > 0, strike < .infinity else { return .nan }
    return Elementary.logRatio(strike, spot) - (rate - yield) * years
  }

  /// ln(F/S)/T of an expiry: from the venue's forward, else r − q.
  private func carry(to expiry: Timestamp, at time: Timestamp) -> Rate {
    let years = time.years(until: expiry)
    guard years > 0, let ratio = marks?.mark(of: expiry)?.forwardRatio else { return rate - yield }
    return Elementary.log(ratio) / years
  }

  /// The venue's interest rate to an expiry, else the underlying's.
  func rate(to expiry: Timestamp) -> Rate { marks?.mark(of: expiry)?.rate ?? rate }

  /// Forward price: the venue's, else S·e^((r − q)T).
  func forward(to expiry: Timestamp, at time: Timestamp) -> Double {
    if let ratio = marks?.mark(of: expiry)?.forwardRatio { return spot * ratio }
    return spot * Elementary.exp((rate - yield) * max(0, time.years(until: expiry)))
  }
}
