/// Quantiles of a distribution with little skew and kurtosis, from those of the normal one.
///
/// w(z) = z + (z² − 1)S/6 + (z³ − 3z)K/24 − (2z³ − 5z)S²/36. Source: Cornish and Fisher, "Moments and
/// cumulants in the specification of distributions" (1938); the domain after Maillard, "A user's
/// guide to the Cornish Fisher expansion" (2012).
struct CornishFisher: Equatable {
  /// S, the third standardised cumulant.
  let skew: Double
  /// K, the fourth standardised cumulant; 0 for the normal distribution.
  let excessKurtosis: Double

  /// w(z).
  func value(_ z: Double) -> Double {
    z + (z * z - 1) * skew / 6 + (z * z - 3) * z * excessKurtosis / 24
      - (2 * z * z - 5) * z * skew * skew / 36
  }

  /// w′(z) = a z² + b z + c.
  private var slope: (a: Double, b: Double, c: Double) {
    let (s, k) = (skew, excessKurtosis)
    return (k / 8 - s * s / 6, s / 3, 1 - k / 8 + 5 * s * s / 36)
  }

  /// Whether w rises everywhere, so that it is a quantile function.
  var isMonotone: Bool {
    let (a, b, c) = slope
    return a == 0 && b == 0 ? c > 0 : a > 0 && b * b < 4 * a * c
  }

  /// The least of w from `z` < 0 to the middle: w itself where it is monotone.
  ///
  /// Outside the domain w may turn back in the tail, so that more confidence would ask for less.
  func lowerEnvelope(_ z: Double) -> Double {
    ([z, 0] + turns.filter { z < $0 && $0 < 0 }).map(value).min() ?? value(z)
  }

  private var turns: [Double] {
    let (a, b, c) = slope
    guard a != 0 else { return b == 0 ? [] : [-c / b] }
    let discriminant = b * b - 4 * a * c
    guard discriminant >= 0 else { return [] }
    let root = discriminant.squareRoot()
    return [(-b - root) / (2 * a), (-b + root) / (2 * a)]
  }

  /// Mean of w over the normal values below the `probability` quantile; negative in the tail.
  ///
  /// Each Hermite polynomial Heₙ integrates to −Heₙ₋₁ times the density.
  func tailMean(_ probability: Double) -> Double {
    let z = Normal.quantile(probability)
    let series =
      1 + z * skew / 6 + (z * z - 1) * excessKurtosis / 24
      - (2 * z * z - 1) * skew * skew / 36
    return -Normal.density(z) / probability * series
  }
}
