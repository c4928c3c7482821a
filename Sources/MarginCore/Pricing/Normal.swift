/// The standard normal distribution, accurate relative to its own size in both tails.
public enum Normal {
  private static let inverseRootTwoPi = 0.3989422804014327

  /// Density at `x`.
  public static func density(_ x: Double) -> Double { densities(x) }

  /// Probability of a value at or below `x`.
  public static func cumulative(_ x: Double) -> Double {
    guard !x.isNaN else { return x }
    let density = density(x)
    let tail = density == 0 ? 0 : density * millsRatio(abs(x))
    return x > 0 ? 1 - tail : tail
  }

  /// Density of each lane; the rounding of x² is made good, so that tails keep their digits.
  @inline(__always)
  static func densities<L: Lanes>(_ x: L) -> L {
    let bounded = L.smaller(L(repeating: 40), x.magnitude)
    let square = bounded * bounded
    let rest = square.negated.addingProduct(bounded, bounded)
    let half = L(repeating: -0.5)
    let density = Elementary.exp(half * square) * L(repeating: inverseRootTwoPi)
    return density.addingProduct(density * half, rest)
  }

  /// Upper-tail probability over density at `x` ≥ −0.02.
  @inline(__always)
  static func millsRatio<L: Lanes>(_ x: L) -> L {
    let (numerator, denominator) = millsFraction(x)
    return numerator / denominator
  }

  /// Both Mills ratios for one division, with the bits of ``millsFraction(_:)``.
  ///
  /// The four polynomials go side by side: none waits for another to end.
  @inline(__always)
  static func millsRatios<L: Lanes>(_ x: L, _ y: L) -> (L, L) {
    let (x, y) = (L.smaller(L(repeating: 1e8), x), L.smaller(L(repeating: 1e8), y))
    var (a, b) = (x + L(repeating: millsNumerator[0]), x + L(repeating: millsDenominator[0]))
    var (c, d) = (y + L(repeating: millsNumerator[0]), y + L(repeating: millsDenominator[0]))
    for i in 1..<10 {
      let (above, below) = (L(repeating: millsNumerator[i]), L(repeating: millsDenominator[i]))
      (a, c) = (above.addingProduct(a, x), above.addingProduct(c, y))
      (b, d) = (below.addingProduct(b, x), below.addingProduct(d, y))
    }
    let last = L(repeating: millsDenominator[10])
    (b, d) = (last.addingProduct(b, x), last.addingProduct(d, y))
    let inverse = L.one / (b * d)
    return (a * (d * inverse), c * (b * inverse))
  }

  /// Mills' ratio as a fraction: numerator of degree 10 over denominator of degree 11.
  ///
  /// The best such fraction for all x ≥ −0.02, made with mpmath at 70 digits by Remez exchange; its
  /// relative error is 4e-17, and 2e-16 with the coefficients rounded. No coefficient is negative, so
  /// that nothing cancels.
  @inline(__always)
  private static func millsFraction<L: Lanes>(_ x: L) -> (numerator: L, denominator: L) {
    // Further out the powers would overflow, and every density is 0.
    let x = L.smaller(L(repeating: 1e8), x)
    return (monicPolynomial(millsNumerator, at: x), monicPolynomial(millsDenominator, at: x))
  }

  private static let millsNumerator: InlineArray<10, Double> = [
    31.01594831438942, 471.07582913470327, 4563.0883917732845, 31014.646046600345,
    154005.85585953208, 565158.458680006, 1515491.9162711278, 2854509.286820043, 3441104.8062525517,
    2052167.6787012173,
  ]

  private static let millsDenominator: InlineArray<11, Double> = [
    31.01594831438946, 472.07582913466905, 4594.104340096098, 31483.72187478256, 158506.9124157159,
    595240.9505632858, 1660681.8261583014, 3362273.721446416, 4691944.493304199, 4052054.917488323,
    1637392.9070143565,
  ]

  /// The value that a standard normal variable stays below with this probability.
  ///
  /// A first estimate, then Halley steps on ``cumulative(_:)``. Infinite at 0 and 1, NaN outside.
  public static func quantile(_ probability: Double) -> Double {
    guard probability > 0, probability < 1 else {
      return probability == 0 ? -.infinity : probability == 1 ? .infinity : .nan
    }
    guard probability <= 0.5 else { return -quantile(1 - probability) }
    var x = estimatedQuantile(probability)
    for _ in 0..<3 {
      let error = (cumulative(x) - probability) / density(x)
      let step = error / (1 + 0.5 * x * error)
      x -= step
      // The error left is of the order of the step's cube.
      if step.magnitude < 1e-6 { break }
    }
    return x
  }

  /// Within 4.5e-4 for probabilities to ½.
  ///
  /// Source: Hastings, as Abramowitz and Stegun 26.2.23.
  private static func estimatedQuantile(_ probability: Double) -> Double {
    let t = (-2 * Elementary.log(probability)).squareRoot()
    let above = (0.010328 * t + 0.802853) * t + 2.515517
    let below = ((0.001308 * t + 0.189269) * t + 1.432788) * t + 1
    return above / below - t
  }
}
