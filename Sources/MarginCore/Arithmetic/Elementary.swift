/// Exponential and logarithm for one double or eight, the same bits on every machine.
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

  /// eˣ; 0 below −745.2, infinity above 709.79, NaN for NaN.
  ///
  /// The argument is reduced to |r| ≤ ½ ln 2, where the Taylor series to r¹³ errs below 1e-17.
  @inline(__always)
  static func exp<L: Lanes>(_ x: L) -> L {
    let bounded = L.larger(L.smaller(L(repeating: highest), x), L(repeating: lowest))
    let k = (bounded * L(repeating: inverseLn2)).nearestWhole
    let high = bounded.addingProduct(k, L(repeating: -ln2High))
    let r = high.addingProduct(k, L(repeating: -ln2Low))
    let series = (L.one + r).addingProduct(r * r, polynomial(reciprocalFactorials, at: r))
    let half = (k * L(repeating: 0.5)).nearestWhole
    return series * half.powerOfTwo * (k - half).powerOfTwo
  }

  // 1/13!, 1/12!, … 1/2!, highest power first.
  private static let reciprocalFactorials: InlineArray<12, Double> = [
    1.0 / 6_227_020_800, 1.0 / 479_001_600, 1.0 / 39_916_800, 1.0 / 3_628_800, 1.0 / 362_880,
    1.0 / 40320, 1.0 / 5040, 1.0 / 720, 1.0 / 120, 1.0 / 24, 1.0 / 6, 0.5,
  ]

  /// ln(a ÷ b) for normal a, b > 0, accurate relative to its own size when a is close to b.
  ///
  /// Both are split into significand and exponent, and 2 artanh((a − b)/(a + b)) is summed to the
  /// 23rd power with the significands brought within a factor √2 of each other.
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
    let atanh = twice.addingProduct(twice * square, polynomial(oddReciprocals, at: square))
    let low = atanh.addingProduct(k, L(repeating: ln2Low))
    return low.addingProduct(k, L(repeating: ln2High))
  }

  // 1/23, 1/21, … 1/3, highest power first.
  private static let oddReciprocals: InlineArray<11, Double> = [
    1.0 / 23, 1.0 / 21, 1.0 / 19, 1.0 / 17, 1.0 / 15, 1.0 / 13, 1.0 / 11, 1.0 / 9, 1.0 / 7,
    1.0 / 5, 1.0 / 3,
  ]

  /// Natural logarithm of `x` > 0; −infinity for 0, NaN below 0.
  static func log(_ x: Double) -> Double {
    guard x > 0, x < .infinity else { return x == 0 ? -.infinity : x > 0 ? x : .nan }
    // 2⁵⁴ makes a subnormal number normal; 37.42994775023705 = 54 ln 2.
    return x < .leastNormalMagnitude
      ? logRatio(x * 0x1p54, 1) - 37.42994775023705 : logRatio(x, 1)
  }
}
