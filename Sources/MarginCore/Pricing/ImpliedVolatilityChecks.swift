/// Refuses what is not a finite number above zero.
func require(
  positive value: Double, _ quantity: ImpliedVolatilityError.Quantity
) throws(ImpliedVolatilityError) {
  try require(finite: value, quantity)
  guard value > 0 else { throw .notPositive(quantity) }
}

/// Refuses what is not a finite number.
func require(
  finite value: Double, _ quantity: ImpliedVolatilityError.Quantity
) throws(ImpliedVolatilityError) {
  guard value.isFinite else { throw .notFinite(quantity) }
}

/// The discount factor of an option whose other terms are sound: strike and time above zero.
func discountFactor(
  _ price: Money, _ strike: Double, _ years: Years, _ rate: Rate
) throws(ImpliedVolatilityError) -> Double {
  try require(finite: price, .price)
  try require(positive: strike, .strike)
  try require(positive: years, .years)
  return try discountFactor(rate, years, .rate)
}

/// e^(−rate × years), refused where it is not an ordinary number.
func discountFactor(
  _ rate: Rate, _ years: Years, _ quantity: ImpliedVolatilityError.Quantity
) throws(ImpliedVolatilityError) -> Double {
  try require(finite: rate, quantity)
  let factor = rate == 0 ? 1 : Elementary.exp(-rate * years)
  guard factor.isNormal else { throw .outOfRange(quantity) }
  return factor
}

/// Total volatility per root of a year, refused where it is not an ordinary number.
func annualised(
  _ total: Double, _ years: Years
) throws(ImpliedVolatilityError) -> Volatility {
  let volatility = total / years.squareRoot()
  guard volatility.isNormal, volatility > 0 else { throw .outOfRange(.volatility) }
  return volatility
}
