/// Exponential and logarithm for one double or sixteen, the same bits on every machine.
///
/// A platform's own `exp` and `log` differ in their last bits from one machine to the next. Both here
/// are within 2 ulp on their range.
enum Elementary {
  private static let inverseLn2 = 1.4426950408889634
  // ln 2 in two parts; the first has 21 trailing zero bits, so that k × ln2High is exact.
  private static let ln2High = 0x1.62e42fee00000p-1
  private static let ln2Low = 0x1.a39ef35793c76p-33
  // Beyond these the result is 0 or infinity.
  private static let lowest = -745.2
  private static let highest = 709.79
  // Within this on both sides 2ᵏ is a normal number.
  private static let near = 700.0

  /// eˣ; 0 below −745.2, infinity above 709.79, NaN for NaN.
  ///
  /// The argument is reduced to |r| ≤ ½ ln 2, where a polynomial of degree 11, fitted with mpmath at
  /// 60 digits, errs by less than 4e-18 of the result.
  @inline(__always)
  static func exp<L: Lanes>(_ x: L) -> L {
    let isFar = L.any(L.isBelow(L(repeating: near), x.magnitude))
    let bounded =
      isFar ? L.larger(L.smaller(L(repeating: highest), x), L(repeating: lowest)) : x
    let k = (bounded * L(repeating: inverseLn2)).nearestWhole
    let high = bounded.addingProduct(k, L(repeating: -ln2High))
    let r = high.addingProduct(k, L(repeating: -ln2Low))
    let series = (L.one + r).addingProduct(r * r, splitPolynomial(exponentialTail, at: r))
    guard isFar else { return series * k.powerOfTwo }
    // Two factors reach where one power of two would not be a normal number.
    let half = (k * L(repeating: 0.5)).nearestWhole
    return series * half.powerOfTwo * (k - half).powerOfTwo
  }

  // (eʳ − 1 − r) ÷ r², highest power first.
  private static let exponentialTail: InlineArray<10, Double> = [
    2.500005515506202e-08, 2.7630248350111963e-07, 2.7557586392819725e-06, 2.4801493099009665e-05,
    0.00019841269506559793, 0.0013888888943629988, 0.008333333333494468, 0.04166666666653016,
    0.16666666666666413, 0.5000000000000011,
  ]

  /// ln(a ÷ b) for normal a, b > 0, accurate relative to its own size when a is close to b.
  ///
  /// Both are split into significand and exponent, and 2 artanh((a − b)/(a + b)) is taken with the
  /// significands brought within a factor √2 of each other, by a polynomial fitted with mpmath at 60
  /// digits that errs by less than 2e-18 of the result.
  @inline(__always)
  static func logRatio<L: Lanes>(_ a: L, _ b: L) -> L {
    let ((x, p), (y, q)) = (a.split, b.split)
    let isHigh = L.isBelow(y * L(repeating: 1.4142135623730951), x)
    let isLow = L.isBelow(x * L(repeating: 1.4142135623730951), y)
    let half = L(repeating: 0.5)
    let m = L.choose(isHigh, x * half, x)
    let n = L.choose(isLow, y * half, y)
    let step = L.choose(isHigh, .one, L.choose(isLow, L(repeating: -1), .zero))
    let k = p - q + step
    let f = (m - n) / (m + n)
    let square = f * f
    let twice = f + f
    let atanh = twice.addingProduct(twice * square, splitPolynomial(artanhTail, at: square))
    let low = atanh.addingProduct(k, L(repeating: ln2Low))
    return low.addingProduct(k, L(repeating: ln2High))
  }

  // (artanh f − f) ÷ f³ in f², highest power first.
  private static let artanhTail: InlineArray<7, Double> = [
    0.07397892976226307, 0.07657034738807675, 0.0909178174149216, 0.11111099295727148,
    0.1428571437109464, 0.1999999999970783, 0.3333333333333367,
  ]

  /// Natural logarithm of `x` > 0; −infinity for 0, NaN below 0.
  static func log(_ x: Double) -> Double {
    guard x > 0, x < .infinity else { return x == 0 ? -.infinity : x > 0 ? x : .nan }
    // 2⁵⁴ makes a subnormal number normal; 37.42994775023705 = 54 ln 2.
    return x < .leastNormalMagnitude
      ? logRatio(x * 0x1p54, 1) - 37.42994775023705 : logRatio(x, 1)
  }
}
