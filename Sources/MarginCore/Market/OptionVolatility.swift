extension UnderlyingState {
  /// The implied volatility of one option: its own on a surface, else the one level.
  ///
  /// At and after expiry, where no volatility matters, the level. NaN on a surface without a
  /// positive price.
  public func volatility(of option: OptionContract, at time: Timestamp) -> Volatility {
    guard let surface else { return volatility }
    let years = time.years(until: option.expiry)
    guard years > 0 else { return volatility }
    return surface.surface.volatility(logMoneyness(option.strike, years), years: years)
  }

  /// ∂v/∂S of one option at its fixed strike under the surface's dynamics; 0 without a surface.
  public func volatilitySlope(of option: OptionContract, at time: Timestamp) -> Double {
    guard let surface, surface.dynamics != .stickyStrike else { return 0 }
    let years = time.years(until: option.expiry)
    guard years > 0 else { return 0 }
    let skew = surface.surface.skew(logMoneyness(option.strike, years), years: years)
    return surface.dynamics.volatilitySlope(skew: skew, spot: spot)
  }

  /// The market as `option` sees it: its own volatility is the one level.
  ///
  /// Shocks move that level, so that every option keeps its place on the surface while the price
  /// moves, and all are shifted in parallel.
  func flat(for option: OptionContract, at time: Timestamp) -> UnderlyingState {
    guard surface != nil else { return self }
    var state = self
    (state.volatility, state.surface) = (volatility(of: option, at: time), nil)
    return state
  }

  /// ln(strike ÷ forward); NaN without a positive price and strike.
  func logMoneyness(_ strike: Double, _ years: Years) -> Double {
    guard spot > 0, spot < .infinity, strike > 0, strike < .infinity else { return .nan }
    return Elementary.logRatio(strike, spot) - (rate - yield) * years
  }
}
