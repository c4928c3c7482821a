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
  /// e^(−qT).
  let spotDiscount: L
  let rootYears: L
  /// σ√T and its inverse, and the inverse of spot; inverses are 1 where nothing is random.
  let deviation: L
  let inverseDeviation: L
  let inverseSpot: L
  let isRandom: L.Mask
  let d1: L
  let d2: L
  /// Density at d1, and discounted spot times it.
  let density: L
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
    spotDiscount = Elementary.exp((yield * self.years).negated)
    spotValue = spot * spotDiscount
    strikeValue = strike * Elementary.exp((rate * self.years).negated)
    rootYears = self.years.squareRoot()
    deviation = self.volatility * rootYears
    isRandom = L.both(
      L.isBelow(L(repeating: 1e-280), deviation),
      L.both(L.isBelow(.zero, spotValue), L.isBelow(.zero, strikeValue)))
    // One division serves both inverses.
    let inverse = L.one / L.choose(isRandom, spot * deviation, .one)
    inverseDeviation = L.choose(isRandom, inverse * spot, .one)
    inverseSpot = L.choose(isRandom, inverse * deviation, .one)
    let log = Elementary.logRatio(spot, strike).addingProduct(rate - yield, self.years)
    let certain = ((spotValue - strikeValue) * L(repeating: 1e300)).bounded(by: 1e8)
    let moneyness = L.choose(isRandom, log * inverseDeviation, certain)
    let half = L(repeating: 0.5)
    d1 = moneyness.addingProduct(half, deviation).bounded(by: 1e8)
    d2 = moneyness.addingProduct(L(repeating: -0.5), deviation).bounded(by: 1e8)
    density = L.choose(isRandom, Normal.densities(d1), .zero)
    weight = L.choose(isRandom, spotValue * density, .zero)
    isCallOutside = L.isBelow(d1 + d2, .zero)
    inner = L.choose(isCallOutside, d1.negated, d2)
    outer = L.choose(isCallOutside, d2.negated, d1)
    (innerRatio, outerRatio) = Normal.millsRatios(inner.magnitude, outer.magnitude)
  }

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
    return likely(sign * d1, of: .one, unlikely: density * ratio)
  }

  /// Discounted strike times the probability that the option ends in the money.
  @inline(__always)
  func strikePart(_ sign: L) -> L {
    let ratio = L.choose(isCallOutside, outerRatio, innerRatio)
    return likely(sign * d2, of: strikeValue, unlikely: weight * ratio)
  }

  /// The part of `whole` beyond the tail where d > 0, the tail where it is not.
  ///
  /// Without randomness d is 0 at the strike, where both sides get half, and huge elsewhere.
  @inline(__always)
  private func likely(_ d: L, of whole: L, unlikely: L) -> L {
    let certain = L.larger(L(repeating: 0.5) - d.magnitude, .zero) * whole
    let tail = L.choose(isRandom, unlikely, certain)
    return L.choose(L.isBelow(.zero, d), whole - tail, tail)
  }
}
