extension UnderlyingState {
  /// The strike at which an option of `right` has this absolute spot delta.
  ///
  /// From e^(−qT) N(±d1) = delta; a delta beyond e^(−qT) has no strike and gives 0 or infinity.
  public func strike(of right: OptionRight, delta: Double, years: Years) -> Double {
    let d1 = right.sign * Normal.quantile(min(1, delta * Elementary.exp(yield * years)))
    let deviation = volatility * years.squareRoot()
    let carry = (rate - yield) * years
    return spot * Elementary.exp(carry - d1 * deviation + 0.5 * deviation * deviation)
  }
}

/// What `rate` earns on one unit of money over `years`, continuously compounded.
public func growth(at rate: Rate, over years: Years) -> Double {
  rate == 0 ? 0 : Elementary.exp(rate * years) - 1
}
