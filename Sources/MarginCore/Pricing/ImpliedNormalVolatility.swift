/// The volatility, in units of price, at which Bachelier's formula has this price.
///
/// Forward and strike may have any sign. At the money the answer is price × √(2π/T); elsewhere one
/// function of one variable is inverted, as in Jäckel, "Implied Normal Volatility" (2017). Accuracy
/// as for ``impliedVolatility(_:price:forward:strike:years:rate:)``.
///
/// - Parameters:
///   - right: Call or put.
///   - price: Price today of one option.
///   - forward: Forward price of the underlying at expiry.
///   - strike: Strike.
///   - years: Time to expiry, above 0.
///   - rate: Rate that discounts from expiry to today.
/// - Returns: Standard deviation of the price per root of a year, above 0.
/// - Throws: ``ImpliedVolatilityError``.
public func impliedNormalVolatility(
  _ right: OptionRight, price: Money, forward: Double, strike: Double, years: Years, rate: Rate = 0
) throws(ImpliedVolatilityError) -> Volatility {
  try require(finite: forward, .forward)
  try require(finite: strike, .strike)
  try require(finite: price, .price)
  try require(positive: years, .years)
  let discount = try discountFactor(rate, years, .rate)
  let future = price / discount
  guard future.isFinite else { throw .outOfRange(.price) }
  let gap = abs(forward - strike)
  guard gap.isFinite else { throw .outOfRange(.strike) }
  let value = try timeValue(
    right, price: future, forward: forward, strike: strike, discount: discount,
    tolerance: discount == 1 ? 0.5 : 2)
  return try annualised(totalNormalVolatility(value, gap), years)
}

/// σ√T of an option `gap` out of the money.
private func totalNormalVolatility(_ value: Double, _ gap: Double) -> Double {
  guard gap > 0, value / gap < 1e17 else { return value * rootTwoPi }
  let price = value / gap
  let start = tailPoint(0.8)
  guard price < Normal.density(start.distance) * start.factor else {
    return gap * nearRoot(price)
  }
  let search = TailSearch(price: price, depth: logRatio(gap, value), start: start) { _ in 3 }
  return gap / search.distance(tailPoint)
}

private let rootTwoPi = 2.5066282746310002

/// The price per unit out of the money at `d` deviations is n(d)·J(d)/d with J = 1 − d M(d).
private func tailPoint(_ d: Double) -> TailPoint {
  let fall = Normal.millsFall(d)
  return TailPoint(
    distance: d, factor: fall / d, decay: 1 / (d * fall), second: -d - 2 / d,
    secondSlope: -1 + 2 / (d * d))
}

/// The total volatility u = 1/d per unit out of the money, for d below 0.8, where the price is nearly
/// a straight line in u.
private func nearRoot(_ price: Double) -> Double {
  let line = (price + 0.5) * rootTwoPi
  let guess = line - 0.5 / line
  return householderRoot(from: guess, low: 1, high: 2 * line) { u in
    let d = 1 / u
    let density = Normal.density(d)
    let second = d * d * d
    return HouseholderStep(
      newton: (price - u * density * Normal.millsFall(d)) / density, second: second,
      third: second * second - 3 * second * d)
  }
}
