/// `base` raised to `exponent` for a base ≥ 0, the same bits on every machine.
///
/// e^(exponent · ln base), so that the relative error grows with |exponent · ln base|; below 1e-14 where
/// the result lies between 1e-20 and 1e20. Zero to a positive power is 0, a negative base gives NaN.
public func power(_ base: Double, _ exponent: Double) -> Double {
  base == 0 && exponent > 0 ? 0 : Elementary.exp(exponent * Elementary.log(base))
}
