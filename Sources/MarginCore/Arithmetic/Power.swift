/// `base` to the power `exponent`, the same bits on every machine.
///
/// Exact for the exponents 0 and 1, correctly rounded for ½; otherwise exp(exponent × log(base)), whose
/// relative error is a few ulps times |exponent × log(base)|. A base of 0 gives 0 for
/// exponents above 0, a negative one NaN.
///
/// - Parameters:
///   - base: At least 0.
///   - exponent: At least 0.
public func power(_ base: Double, _ exponent: Double) -> Double {
  switch exponent {
  case 0: 1
  case 0.5: base.squareRoot()
  case 1: base
  default: base == 0 ? 0 : Elementary.exp(exponent * Elementary.log(base))
  }
}
