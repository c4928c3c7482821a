/// Exponential and logarithm built from IEEE add, multiply and divide alone.
///
/// A platform's own `exp` and `log` differ in their last bits from one machine to the next; these do
/// not, so that a report has the same bytes everywhere. Both are within 2 ulp on their range.
enum Elementary {
  private static let inverseLn2 = 1.4426950408889634
  // ln 2 in two parts; the first has 21 trailing zero bits, so that k × ln2High is exact.
  private static let ln2High = 0x1.62e42fee00000p-1
  private static let ln2Low = 0x1.a39ef35793c76p-33

  /// eˣ; 0 below −745.2, infinity above 709.8, NaN for NaN.
  ///
  /// The argument is reduced to |r| ≤ ½ ln 2, where the Taylor series to r¹³ errs below 1e-17.
  static func exp(_ x: Double) -> Double {
    guard x < 709.79 else { return x.isNaN ? x : x > 709.782712893384 ? .infinity : scaled(x) }
    return x < -745.2 ? 0 : scaled(x)
  }

  private static func scaled(_ x: Double) -> Double {
    let k = (x * inverseLn2).rounded(.toNearestOrEven)
    let r = (x - k * ln2High) - k * ln2Low
    let half = (k * 0.5).rounded(.down)
    let series = 1 + (r + r * r * polynomial(reciprocalFactorials, at: r))
    return series * powerOfTwo(half) * powerOfTwo(k - half)
  }

  // 1/13!, 1/12!, … 1/2!, highest power first.
  private static let reciprocalFactorials: InlineArray<12, Double> = [
    1.0 / 6_227_020_800, 1.0 / 479_001_600, 1.0 / 39_916_800, 1.0 / 3_628_800, 1.0 / 362_880,
    1.0 / 40320, 1.0 / 5040, 1.0 / 720, 1.0 / 120, 1.0 / 24, 1.0 / 6, 0.5,
  ]

  private static func powerOfTwo(_ k: Double) -> Double {
    Double(bitPattern: UInt64(bitPattern: Int64(k) &+ 1023) << 52)
  }

  /// Natural logarithm of `x` > 0; −infinity for 0, NaN below 0.
  static func log(_ x: Double) -> Double {
    guard x > 0, x < .infinity else { return x == 0 ? -.infinity : x > 0 ? x : .nan }
    let shift: Double = x.significand > 1.4142135623730951 ? 1 : 0
    let k = Double(x.exponent) + shift
    let m = shift == 1 ? x.significand * 0.5 : x.significand
    return k * ln2High + (twiceAtanh((m - 1) / (m + 1)) + k * ln2Low)
  }

  /// ln(a ÷ b) for a, b > 0, accurate relative to its own size when a is close to b.
  static func logRatio(_ a: Double, _ b: Double) -> Double {
    let f = (a - b) / (a + b)
    return abs(f) < 0.17 ? twiceAtanh(f) : log(a / b)
  }

  /// 2 artanh f for |f| ≤ 0.1716, by its series to f²³.
  private static func twiceAtanh(_ f: Double) -> Double {
    let square = f * f
    return 2 * f + 2 * f * square * polynomial(oddReciprocals, at: square)
  }

  // 1/23, 1/21, … 1/3, highest power first.
  private static let oddReciprocals: InlineArray<11, Double> = [
    1.0 / 23, 1.0 / 21, 1.0 / 19, 1.0 / 17, 1.0 / 15, 1.0 / 13, 1.0 / 11, 1.0 / 9, 1.0 / 7,
    1.0 / 5, 1.0 / 3,
  ]
}

/// Horner's rule, highest power first.
func polynomial<let count: Int>(
  _ coefficients: InlineArray<count, Double>, at x: Double
) -> Double {
  var sum = 0.0
  for i in coefficients.indices { sum = sum * x + coefficients[i] }
  return sum
}
