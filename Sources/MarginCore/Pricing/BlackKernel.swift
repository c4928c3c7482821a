/// The Black-Scholes-Merton formula on one option or sixteen, without a branch on one lane's value.
///
/// The out-of-the-money side is computed from Mills ratios M, the upper-tail probability over the
/// density: since S·A·n(d1) = K·D·n(d2) = w, it is w |M(|d1|) − M(|d2|)| where d1 and d2 have the same
/// sign, which keeps its relative accuracy down to underflow; the other side follows by parity. Lanes
/// without time, volatility, spot or strike take the limits that ``BlackScholes`` documents. What only
/// unusual lanes need is skipped where no lane needs it; the bits do not depend on that.
struct BlackKernel<L: Lanes>: Sendable {
  let spot: L
  let volatility: L
  let term: DiscountTerm<L>
  /// Spot and strike, each discounted.
  let spotValue: L
  let strikeValue: L
  /// σ√T and its inverse, and the inverse of spot; inverses are 1 where nothing is random.
  let deviation: L
  private(set) var inverseDeviation: L
  private(set) var inverseSpot: L
  let isRandom: L.Mask
  let d1: L
  let d2: L
  /// Density at d1, and discounted spot times it.
  private(set) var density: L
  private(set) var weight: L
  private var moneyness: L
  // Mills ratios at |d1| and |d2|, and the tails beyond: a probability, and one of discounted strike.
  private var spotRatio: L
  private var strikeRatio: L
  private var spotTail: L
  private var strikeTail: L

  @inline(__always)
  init(spot: L, strike: L, volatility: L, term: DiscountTerm<L>) {
    let volatility = L.larger(volatility, .zero)
    let deviation = volatility * term.rootYears
    // One division serves both inverses.
    let inverse = L.one / (spot * deviation)
    self.init(
      spot: spot, volatility: volatility, term: term, strikeValue: strike * term.strikeDiscount,
      log: Elementary.logRatio(spot, strike).addingProduct(term.carry, term.years),
      deviation: deviation, inverseDeviation: inverse * spot, inverseSpot: inverse * deviation)
  }

  /// The rest, from what scenarios of one option partly share: `log` is ln(F/K).
  @inline(__always)
  init(
    spot: L, volatility: L, term: DiscountTerm<L>, strikeValue: L, log: L, deviation: L,
    inverseDeviation: L, inverseSpot: L
  ) {
    (self.spot, self.volatility, self.term) = (spot, volatility, term)
    spotValue = spot * term.spotDiscount
    (self.strikeValue, self.deviation) = (strikeValue, deviation)
    (self.inverseDeviation, self.inverseSpot) = (inverseDeviation, inverseSpot)
    isRandom = L.both(
      L.isBelow(L(repeating: 1e-280), deviation),
      L.isBelow(.zero, L.smaller(spotValue, strikeValue)))
    let isAllRandom = L.all(isRandom)
    moneyness = log * inverseDeviation
    if !isAllRandom {
      self.inverseDeviation = L.choose(isRandom, inverseDeviation, .one)
      self.inverseSpot = L.choose(isRandom, inverseSpot, .one)
      let certain = ((spotValue - strikeValue) * L(repeating: 1e300)).bounded(by: 1e8)
      moneyness = L.choose(isRandom, moneyness, certain)
    }
    d1 = moneyness.addingProduct(L(repeating: 0.5), deviation)
    d2 = moneyness.addingProduct(L(repeating: -0.5), deviation)
    density = Normal.densities(d1)
    weight = spotValue * density
    (spotRatio, strikeRatio) = Normal.millsRatios(d1.magnitude, d2.magnitude)
    (spotTail, strikeTail) = (density * spotRatio, weight * strikeRatio)
    if !isAllRandom { settleCertain() }
  }

  /// Gives lanes without randomness no density, and at the strike half of each side.
  @inline(__always)
  private mutating func settleCertain() {
    density = L.choose(isRandom, density, .zero)
    weight = L.choose(isRandom, weight, .zero)
    // Not-a-number volatility or time must not pass for a certain payoff.
    spotRatio = L.choose(isRandom, spotRatio, deviation - deviation)
    let half = L.larger(L(repeating: 0.5) - d1.magnitude, .zero)
    spotTail = L.choose(isRandom, spotTail, half)
    strikeTail = L.choose(isRandom, strikeTail, half * strikeValue)
  }

  /// Value of a call where `sign` is 1, of a put where it is −1.
  @inline(__always)
  func value(_ sign: L) -> L {
    outsideValue + L.larger(sign * (spotValue - strikeValue), .zero)
  }

  @inline(__always)
  private var outsideValue: L {
    let far = weight * (spotRatio - strikeRatio).magnitude
    let near =
      L.smaller(spotValue, strikeValue).addingProduct(weight.negated, spotRatio + strikeRatio)
    let wide = L.choose(L.isBelow(d1 * d2, .zero), near, far)
    let isNarrow = L.isBelow(deviation, L(repeating: 0.02))
    guard L.any(isNarrow) else { return L.larger(wide, .zero) }
    return L.larger(L.choose(isNarrow, weight * narrowGap, wide), .zero)
  }

  /// M(u) − M(u + h) for small h, by the odd terms of the Taylor series about the middle.
  ///
  /// M′ = xM − 1 and M⁽ⁿ⁺¹⁾ = nM⁽ⁿ⁻¹⁾ + xM⁽ⁿ⁾; the first term left out is below 2e-14 of the sum. Inverting
  /// prices wants every digit, which ``Normal/millsDifference(around:halfWidth:)`` takes its time for.
  @inline(__always)
  private var narrowGap: L {
    let x = L.smaller(L(repeating: 1e8), moneyness.magnitude)
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
  func spotProbability(_ sign: L) -> L { likely(sign * d1, of: .one, unlikely: spotTail) }

  /// Discounted strike times the probability that the option ends in the money.
  @inline(__always)
  func strikePart(_ sign: L) -> L { likely(sign * d2, of: strikeValue, unlikely: strikeTail) }

  /// The part of `whole` beyond the tail where d > 0, the tail where it is not.
  @inline(__always)
  private func likely(_ d: L, of whole: L, unlikely: L) -> L {
    L.choose(L.isBelow(.zero, d), whole - unlikely, unlikely)
  }
}
