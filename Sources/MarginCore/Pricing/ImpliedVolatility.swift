/// The volatility at which Black's formula has this price.
///
/// The answer is as exact as the price is: half an ulp of the price moves it by ulp ÷ (2 vega), and
/// it lies within a few times that, or a few ulps of its own, of the exact solution. Prices that no
/// volatility explains are refused.
///
/// - Parameters:
///   - right: Call or put.
///   - price: Price today of one option.
///   - forward: Forward price of the underlying at expiry, above 0.
///   - strike: Strike, above 0.
///   - years: Time to expiry, above 0.
///   - rate: Rate that discounts from expiry to today.
/// - Returns: A volatility above 0.
/// - Throws: ``ImpliedVolatilityError``.
public func impliedVolatility(
  _ right: OptionRight, price: Money, forward: Double, strike: Double, years: Years, rate: Rate = 0
) throws(ImpliedVolatilityError) -> Volatility {
  try require(positive: forward, .forward)
  let discount = try discountFactor(price, strike, years, rate)
  let total = try totalVolatility(
    right, price: price / discount, forward: forward, strike: strike, discount: discount,
    logMoneyness: Elementary.logRatio(forward, strike), tolerance: discount == 1 ? 0.5 : 2)
  return try annualised(total, years)
}

/// The volatility at which the Black-Scholes-Merton formula has this price.
///
/// As exact as the forward value of spot, yield and rate allows; otherwise as for the forward.
///
/// - Parameters:
///   - right: Call or put.
///   - price: Price today of one option.
///   - spot: Price today of the underlying, above 0.
///   - strike: Strike, above 0.
///   - years: Time to expiry, above 0.
///   - rate: Risk-free rate.
///   - yield: Yield of the underlying.
/// - Returns: A volatility above 0.
/// - Throws: ``ImpliedVolatilityError``.
public func impliedVolatility(
  _ right: OptionRight, price: Money, spot: Double, strike: Double, years: Years, rate: Rate,
  yield: Rate = 0
) throws(ImpliedVolatilityError) -> Volatility {
  try require(positive: spot, .spot)
  let discount = try discountFactor(price, strike, years, rate)
  let dividends = try discountFactor(yield, years, .yield)
  let (spotPart, strikePart) = (spot * dividends, strike * discount)
  guard spotPart.isNormal else { throw .outOfRange(.yield) }
  guard strikePart.isNormal else { throw .outOfRange(.rate) }
  let total = try totalVolatility(
    right, price: price, forward: spotPart, strike: strikePart, discount: 1,
    logMoneyness: Elementary.logRatio(spot, strike) + (rate - yield) * years,
    tolerance: rate == 0 && yield == 0 ? 0.5 : 2)
  return try annualised(total, years)
}

/// σ√T of an option, all prices at the same moment.
private func totalVolatility(
  _ right: OptionRight, price: Double, forward: Double, strike: Double, discount: Double,
  logMoneyness: Double, tolerance: Double
) throws(ImpliedVolatilityError) -> Double {
  let highest = right == .call ? forward : strike
  guard price < highest else { throw .atMaximum(discount * highest) }
  let value = try timeValue(
    right, price: price, forward: forward, strike: strike, discount: discount,
    tolerance: tolerance)
  let bound = min(forward, strike)
  let model = NormalizedBlack(logMoneyness: abs(logMoneyness))
  let room = (highest - price) / bound
  return model.totalVolatility(fraction: value / bound, room: room) { logRatio(bound, value) }
}

/// ln(a ÷ b), also where the quotient leaves the range of numbers.
func logRatio(_ a: Double, _ b: Double) -> Double {
  let quotient = a / b
  return quotient < 1e290 ? Elementary.log(quotient) : Elementary.log(a) - Elementary.log(b)
}
