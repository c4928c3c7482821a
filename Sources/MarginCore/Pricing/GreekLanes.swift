/// Value and every Greek of one option or sixteen, in the order of ``Greeks``.
struct GreekLanes<L: Lanes> {
  let carried: CarriedGreekLanes<L>
  let zomma: L
  let color: L
}

/// Those of an option's Greeks that books carry.
struct CarriedGreekLanes<L: Lanes> {
  let first: FiveResults<L>
  let rho: L
  let vanna: L
  let volga: L
  let charm: L
  let speed: L
}

extension BlackKernel {
  /// Every Greek of a call where `sign` is 1, of a put where it is −1; those of higher order are 0
  /// where nothing is random.
  @inline(__always)
  func allGreeks(_ sign: L) -> GreekLanes<L> {
    let first = fiveResults(sign)
    let two = L(repeating: 2)
    func random(_ greek: L) -> L { L.choose(isRandom, greek, .zero) }
    // Where the density is 0 the products must not become infinity times nothing.
    let (d1, d2) = (d1.bounded(by: 1e8), d2.bounded(by: 1e8))
    let drift = weight / spot * (two * term.carry * term.years - d2 * deviation)
    let decay = term.carry * d1 / deviation + (.one - d1 * d2) / (two * term.years)
    let carried = CarriedGreekLanes(
      first: first, rho: sign * term.years * strikePart(sign),
      vanna: random((weight * d2 / (spot * volatility)).negated),
      volga: random(first.vega * d1 * d2 / volatility),
      charm: term.yield * first.delta - random(drift / (two * term.years * deviation)),
      speed: random((first.gamma / spot * (d1 / deviation + .one)).negated))
    return GreekLanes(
      carried: carried,
      zomma: random(first.gamma * (d1 * d2 - .one) / volatility),
      color: random(first.gamma * (term.yield + decay)))
  }
}

extension Greeks {
  /// The Greeks of one option.
  init(_ lanes: GreekLanes<Double>) {
    let (carried, first) = (lanes.carried, lanes.carried.first)
    (value, delta, gamma, vega, theta) =
      (first.value, first.delta, first.gamma, first.vega, first.theta)
    (rho, vanna, volga, charm) = (carried.rho, carried.vanna, carried.volga, carried.charm)
    (speed, zomma, color) = (carried.speed, lanes.zomma, lanes.color)
  }

  /// The Greeks of the option in one of sixteen lanes of ``CarriedGreekLanes``, read from its bytes: an
  /// index into a vector that is not a constant writes it all to memory first.
  @inline(__always)
  init(_ bytes: UnsafeRawBufferPointer, lane: Int) {
    func greek(_ row: Int) -> Double {
      bytes.load(fromByteOffset: 8 * (SIMD16<Double>.scalarCount * row + lane), as: Double.self)
    }
    (value, delta, gamma, vega, theta) = (greek(0), greek(1), greek(2), greek(3), greek(4))
    (rho, vanna, volga, charm) = (greek(5), greek(6), greek(7), greek(8))
    speed = greek(9)
  }
}
