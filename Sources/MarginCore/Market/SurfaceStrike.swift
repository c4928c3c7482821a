extension UnderlyingState {
  /// The strike at which an option of `right` has this absolute spot delta at its own volatility.
  ///
  /// The delta is Black-Scholes', as option markets quote it, without the move of volatility. Without
  /// a surface this is ``strike(of:delta:years:)``; with one it is found by bisection of
  /// log-moneyness between −20 and 20.
  public func quotedStrike(of right: OptionRight, delta: Double, years: Years) -> Double {
    guard let surface else { return strike(of: right, delta: delta, years: years) }
    let quantile = Normal.quantile(min(1, delta * Elementary.exp(yield * years)))
    let k = surface.surface.logMoneyness(d1: right.sign * quantile, years: years)
    return spot * Elementary.exp(k + (rate - yield) * years)
  }
}

extension VolatilitySurface {
  /// The log-moneyness k at which d₁ = −k/√w + ½√w is `target`; d₁ falls with k where wings are
  /// below Lee's bound.
  fileprivate func logMoneyness(d1 target: Double, years: Years) -> Double {
    var (low, high) = (-20.0, 20.0)
    for _ in 0..<100 {
      let middle = 0.5 * (low + high)
      if d1(middle, years) > target { low = middle } else { high = middle }
    }
    return 0.5 * (low + high)
  }

  private func d1(_ k: Double, _ years: Years) -> Double {
    let deviation = volatility(k, years: years) * years.squareRoot()
    return -k / deviation + 0.5 * deviation
  }
}
