/// A small price n(a)·g(a) at distance `a` > 0 from the money, and how fast it falls with `a`.
///
/// Both the Black and the Bachelier price of an option far out of the money have this form, with g
/// an algebraic factor that changes slowly.
struct TailPoint {
  /// The distance a, in standard deviations.
  let distance: Double
  /// The factor g beside the normal density.
  let factor: Double
  /// −p′/p.
  let decay: Double
  /// p″/p′.
  let second: Double
  /// Derivative of p″/p′.
  let secondSlope: Double

  /// −ln p, without underflow.
  var depth: Double {
    0.5 * distance * distance + halfLogTwoPi - Elementary.log(factor)
  }
}

private let halfLogTwoPi = 0.9189385332046727

/// Finds how far out of the money a small price lies.
///
/// The function searched is √(−2 ln p), which tends to the distance itself: it is close to a straight
/// line at any price, be it 1e-3 or 1e-300.
struct TailSearch {
  /// The price p.
  let price: Double
  /// −ln p, which is there even when p underflows.
  let depth: Double
  /// The point at which the tail begins: the price is below its price.
  let start: TailPoint
  /// The power of the distance by which g falls far out.
  let power: (Double) -> Double

  /// The distance at which `point` has the price.
  func distance(_ point: (Double) -> TailPoint) -> Double {
    householderRoot(from: guess, low: start.distance, high: (2 * depth).squareRoot()) {
      step(at: point($0))
    }
  }

  /// From a² + 2·(power)·ln a + constant = −2 ln p, its constant taken at the start.
  private var guess: Double {
    let square = start.distance * start.distance
    let rest = square + 2 * (depth - start.depth)
    let first = max(square, rest).squareRoot()
    let logarithm = Elementary.log(first / start.distance)
    return max(square, rest - 2 * power(first) * logarithm).squareRoot()
  }

  private func step(at point: TailPoint) -> HouseholderStep {
    let (decay, second) = (point.decay, point.second)
    let square = 2 * point.depth
    let excess = excess(at: point)
    let root = square.squareRoot()
    let slope = decay / root
    let shortfall = -2 * excess / (root + (2 * depth).squareRoot())
    // Derivatives of −ln p over its first, then those of its root.
    let logSecond = second + decay
    let third = second * second + point.secondSlope
    let logThird = third + 3 * decay * second + 2 * decay * decay
    let bend = decay / square
    return HouseholderStep(
      newton: shortfall / slope, second: logSecond - bend,
      third: logThird - 3 * bend * logSecond + 3 * bend * bend)
  }

  /// −ln p at `point` less the wanted one, accurate relative to its own size where p is a number.
  private func excess(at point: TailPoint) -> Double {
    guard price > 1e-290 else { return point.depth - depth }
    let value = Normal.density(point.distance) * point.factor
    return Elementary.logRatio(price, value)
  }
}
