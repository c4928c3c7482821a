/// The regularised incomplete beta function Iₓ(a, b), for b = ½ or a = ½.
///
/// The continued fraction of Abramowitz and Stegun 26.5.8 by Lentz' method, on the side of the mean
/// where it converges fast.
struct RegularizedBeta {
  let a: Double
  let b: Double

  /// The value at `x`; `complement` is 1 − x, given apart so that neither loses digits.
  func value(at x: Double, complement: Double) -> Double {
    guard x > 0 else { return 0 }
    guard complement > 0 else { return 1 }
    let front = Elementary.exp(a * Elementary.log(x) + b * Elementary.log(complement)) * inverseBeta
    return x < (a + 1) / (a + b + 2)
      ? front * fraction(a, b, x) / a : 1 - front * fraction(b, a, complement) / b
  }

  /// 1 ÷ B(a, b), where one of the two is ½: Γ(a + ½) ÷ (Γ(a) √π).
  private var inverseBeta: Double {
    gammaRatio(b == 0.5 ? a : b) / Double.pi.squareRoot()
  }

  private func fraction(_ a: Double, _ b: Double, _ x: Double) -> Double {
    var (c, d) = (1.0, 1 / nonZero(1 - (a + b) * x / (a + 1)))
    var result = d
    for m in 1...500 {
      let m = Double(m)
      for term in [
        m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m)),
        -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1)),
      ] {
        (c, d) = (nonZero(1 + term / c), 1 / nonZero(1 + term * d))
        result *= c * d
      }
      if abs(c * d - 1) < 1e-16 { break }
    }
    return result
  }

  private func nonZero(_ value: Double) -> Double { abs(value) < 1e-300 ? 1e-300 : value }
}
