/// What a price is worth beyond exercising, which is the price out of the money at the same strike.
///
/// - Parameters:
///   - price: Price at expiry's money: today's over the discount factor.
///   - discount: The discount factor, for the intrinsic value that an error states.
///   - tolerance: How many ulps of the price in the money are taken for rounding.
/// - Returns: A value above 0.
func timeValue(
  _ right: OptionRight, price: Double, forward: Double, strike: Double, discount: Double,
  tolerance: Double
) throws(ImpliedVolatilityError) -> Double {
  let (high, low) = right == .call ? (forward, strike) : (strike, forward)
  let intrinsic = max(0, high - low)
  let value = intrinsic > 0 ? (price - intrinsic) - rounding(of: high, minus: low) : price
  let noise = intrinsic > 0 ? tolerance * price.ulp : 0
  guard value >= -noise else { throw .belowIntrinsic(discount * intrinsic) }
  guard value > noise else { throw .atIntrinsic(discount * intrinsic) }
  return value
}

/// What the rounding of a − b left out, exactly (Knuth's two-sum).
private func rounding(of a: Double, minus b: Double) -> Double {
  let difference = a - b
  let part = difference - a
  return (a - (difference - part)) - (b + part)
}
