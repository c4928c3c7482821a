/// The Black-Scholes-Merton formula on one option or eight, without a branch on a value.
///
/// The out-of-the-money side is computed from Mills ratios M, the upper-tail probability over the
/// density: since S·A·n(d1) = K·D·n(d2) = w, it is w (M(u) − M(v)) with v = u + σ√T, which keeps its
/// relative accuracy down to underflow; the other side follows by parity. Lanes without time,
/// volatility, spot or strike take the limits that ``BlackScholes`` documents.
struct BlackKernel<L: Lanes>: Sendable {
  let spot: L
  let years: L
  let rate: L
  let yield: L
  let volatility: L
  /// Spot and strike, each discounted.
  let spotValue: L
  let strikeValue: L
  let deviation: L
  let isRandom: L.Mask
  let d1: L
  let d2: L
  /// Discounted spot times the density at d1.
  let weight: L
  private let isCallOutside: L.Mask
  private let inner: L
  private let outer: L
  private let innerRatio: L
  private let outerRatio: L

  @inline(__always)
  init(spot: L, strike: L, years: L, rate: L, yield: L, volatility: L) {
    (self.spot, self.rate, self.yield) = (spot, rate, yield)
    self.years = L.larger(years, .zero)
    self.volatility = L.larger(volatility, .zero)
    spotValue = spot * Elementary.exp((yield * self.years).negated)
    strikeValue = strike * Elementary.exp((rate * self.years).negated)
    deviation = self.volatility * self.years.squareRoot()
    isRandom = L.both(
      L.isBelow(.zero, deviation),
      L.both(L.isBelow(.zero, spotValue), L.isBelow(.zero, strikeValue)))
    let log = Elementary.logRatio(spot, strike).addingProduct(rate - yield, self.years)
    let certain = ((spotValue - strikeValue) * L(repeating: 1e300)).bounded(by: 1e8)
    let moneyness = L.choose(isRandom, log / deviation, certain)
    let half = L(repeating: 0.5)
    d1 = moneyness.addingProduct(half, deviation).bounded(by: 1e8)
    d2 = moneyness.addingProduct(L(repeating: -0.5), deviation).bounded(by: 1e8)
    weight = L.choose(isRandom, spotValue * Normal.densities(d1), .zero)
    isCallOutside = L.isBelow(d1 + d2, .zero)
    inner = L.choose(isCallOutside, d1.negated, d2)
    outer = L.choose(isCallOutside, d2.negated, d1)
    innerRatio = Normal.millsRatio(inner.magnitude)
    outerRatio = Normal.millsRatio(outer.magnitude)
  }

  /// Where spot is not zero, so that it may divide.
  @inline(__always)
  var hasSpot: L.Mask { L.isBelow(.zero, spot.magnitude) }

  /// Value of a call where `sign` is 1, of a put where it is −1.
  @inline(__always)
  func value(_ sign: L) -> L {
    let parity = sign * (spotValue - strikeValue)
    let isOutside = L.isBelow(sign * (d1 + d2), .zero)
    let small = outsideValue
    let random = L.choose(isOutside, small, L.larger(small + parity, .zero))
    // Not-a-number volatility or time must not pass for a certain payoff.
    return L.choose(isRandom, random, L.larger(parity, .zero) + (deviation - deviation))
  }

  @inline(__always)
  private var outsideValue: L {
    let whole = L.choose(isCallOutside, spotValue, strikeValue)
    let far = weight * (innerRatio - outerRatio)
    let near = whole.addingProduct(weight.negated, innerRatio + outerRatio)
    let wide = L.choose(L.isBelow(.zero, inner), far, near)
    let isNarrow = L.isBelow(deviation, L(repeating: 0.02))
    guard L.any(isNarrow) else { return L.larger(wide, .zero) }
    return L.larger(L.choose(isNarrow, weight * narrowGap, wide), .zero)
  }

  /// M(u) − M(u + h) for small h, by the odd terms of the Taylor series about the middle.
  ///
  /// M′ = xM − 1 and M⁽ⁿ⁺¹⁾ = nM⁽ⁿ⁻¹⁾ + xM⁽ⁿ⁾; the first term left out is below 2e-14 of the sum.
  @inline(__always)
  private var narrowGap: L {
    let x = L.larger((inner + outer) * L(repeating: 0.5), L(repeating: -0.01))
    let m0 = Normal.millsRatio(x)
    let m1 = L(repeating: -1).addingProduct(x, m0)
    let m2 = m0.addingProduct(x, m1)
    let m3 = (m1 + m1).addingProduct(x, m2)
    let m4 = (L(repeating: 3) * m2).addingProduct(x, m3)
    let m5 = (L(repeating: 4) * m3).addingProduct(x, m4)
    let square = deviation * deviation
    let tail = m3.addingProduct(square, m5 * L(repeating: 1.0 / 80))
    return (deviation * m1.addingProduct(square, tail * L(repeating: 1.0 / 24))).negated
  }

  /// Probability that the option ends in the money when the underlying is the numeraire.
  @inline(__always)
  func spotProbability(_ sign: L) -> L {
    let ratio = L.choose(isCallOutside, innerRatio, outerRatio)
    return probability(sign * d1, tail: weight * ratio / spotValue)
  }

  /// Probability that the option ends in the money when the bond is the numeraire.
  @inline(__always)
  func strikeProbability(_ sign: L) -> L {
    let ratio = L.choose(isCallOutside, outerRatio, innerRatio)
    return probability(sign * d2, tail: weight * ratio / strikeValue)
  }

  /// Without randomness d is 0 at the strike, where both sides get half, and huge elsewhere.
  @inline(__always)
  private func probability(_ d: L, tail: L) -> L {
    let certain = L.larger(L(repeating: 0.5) - d.magnitude, .zero)
    let tail = L.choose(isRandom, tail, certain)
    return L.choose(L.isBelow(.zero, d), L.one - tail, tail)
  }
}
