extension SmileQuote {
  /// A quote from the price of one option, weighted so that errors of all expiries count like errors
  /// of volatility.
  ///
  /// - Parameters:
  ///   - right: Call or put.
  ///   - price: Price today, in units of the underlying where it settles so.
  ///   - forward: Forward price of the underlying at expiry, above 0.
  ///   - strike: Strike, above 0.
  ///   - years: Time to expiry, above 0.
  ///   - rate: Rate that discounts to today; what settles in the underlying is not discounted.
  ///   - settlement: What the price is paid in.
  /// - Throws: ``ImpliedVolatilityError`` when no volatility has this price.
  public init(
    _ right: OptionRight, price: Double, forward: Double, strike: Double, years: Years,
    rate: Rate = 0, settlement: Settlement = .linear
  ) throws(ImpliedVolatilityError) {
    let isInCoin = settlement == .inverse
    let volatility = try impliedVolatility(
      right, price: isInCoin ? price * forward : price, forward: forward, strike: strike,
      years: years, rate: isInCoin ? 0 : rate)
    self.init(
      logMoneyness: Elementary.logRatio(strike, forward), volatility: volatility, years: years,
      weight: 1 / (years * years))
  }
}

/// The forward price at which call and put of one strike have these prices; may be any number.
///
/// C − P = e^(−rT)(F − K), and in units of the underlying 1 − K ÷ F.
public func parityForward(
  call: Double, put: Double, strike: Double, years: Years, rate: Rate = 0,
  settlement: Settlement = .linear
) -> Double {
  switch settlement {
  case .linear: strike + (call - put) * Elementary.exp(rate * years)
  case .inverse: strike / (1 - (call - put))
  }
}
