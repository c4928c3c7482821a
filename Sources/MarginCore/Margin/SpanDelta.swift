/// The composite delta of the risk array: the mean of deltas over the scan, the centre weighing most.
///
/// Deltas are with respect to the future of the option's expiry, at the option's own volatility and
/// after the look-ahead. The weights are CME's and sum to 0.998.
struct CompositeDelta {
  /// Weights of the moves in ``SpanScan/moves``.
  static let weights = [0.270, 0.217, 0.217, 0.110, 0.110, 0.037, 0.037]

  private let spot: SIMD16<Double>
  private let elapsed: TimeSpan

  /// - Parameter range: The price move of a full scan, fraction of spot.
  init(range: Double, elapsed: TimeSpan, in state: UnderlyingState) {
    var spot = SIMD16(repeating: state.spot)
    for (lane, move) in SpanScan.moves.enumerated() {
      spot[lane] = max(0, state.spot * (1 + move * range))
    }
    (self.spot, self.elapsed) = (spot, elapsed)
  }

  /// Delta per unit of the underlying; 1 for futures and the underlying itself.
  func delta(of instrument: Instrument, in state: UnderlyingState, at time: Timestamp) -> Double {
    guard let option = instrument.option else { return 1 }
    let term = DiscountTerm<SIMD16<Double>>(
      repeating: DiscountTerm(
        years: (time + elapsed).years(until: option.expiry), rate: state.rate, yield: state.yield))
    let kernel = BlackKernel(
      spot: spot, strike: SIMD16(repeating: option.strike),
      volatility: SIMD16(repeating: state.volatility(of: option, at: time)), term: term)
    let sign = SIMD16(repeating: option.right.sign)
    let deltas = sign * term.strikeDiscount * kernel.spotProbability(sign)
    return Self.weights.indices.reduce(0) { $0 + Self.weights[$1] * deltas[$1] }
  }
}

/// Net composite delta of what expires at one moment, in contracts of the commodity.
struct SpanPeriod {
  let expiry: Timestamp
  /// What no spread has used yet.
  var delta: Double
  /// What spreads have used, ≥ 0.
  var spread = 0.0
}

extension [SpanPeriod] {
  /// Adds delta to the period of `expiry`, keeping periods in the order of expiry.
  mutating func add(_ delta: Double, at expiry: Timestamp) {
    let place = firstIndex { $0.expiry >= expiry } ?? endIndex
    if place < endIndex, self[place].expiry == expiry {
      self[place].delta += delta
    } else {
      insert(SpanPeriod(expiry: expiry, delta: delta), at: place)
    }
  }
}
