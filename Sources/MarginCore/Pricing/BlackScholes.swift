/// Black-Scholes-Merton prices and Greeks of European options on a spot price with a yield.
///
/// One value holds what call and put at a strike share; Black-76 is the same with the forward for the
/// spot and `yield` equal to `rate`. Formulas: Haug, "The Complete Guide to Option Pricing Formulas"
/// (2007), chapters 1 and 2. Without time, volatility or a positive spot the price is the discounted
/// intrinsic value of the forward, delta is that of the side it ends on (½ exactly at the strike), and
/// higher Greeks are zero. Prices keep a relative accuracy of 1e-10 down to 1e-280.
///
/// ```swift
/// let option = BlackScholes(spot: 100, strike: 105, years: 0.25, rate: 0.03, volatility: 0.2)
/// option.value(.call)         // 2.33…
/// option.greeks(.put).delta   // −0.64…
/// ```
public struct BlackScholes: Sendable {
  private let kernel: BlackKernel<Double>

  /// Terms of one strike in one market; `years` and `volatility` below 0 count as 0.
  public init(
    spot: Double, strike: Double, years: Years, rate: Rate = 0, yield: Rate = 0,
    volatility: Volatility
  ) {
    kernel = BlackKernel(
      spot: spot, strike: strike, volatility: volatility,
      term: DiscountTerm(years: years, rate: rate, yield: yield))
  }

  /// Value of one option.
  public func value(_ right: OptionRight) -> Double { kernel.value(right.sign) }

  /// Value and Greeks of one option.
  public func greeks(_ right: OptionRight) -> Greeks { Greeks(kernel.allGreeks(right.sign)) }

  /// Value and Greeks of one option on a forward, for terms with `yield` equal to `rate` (Black-76).
  ///
  /// Rho is taken at fixed forward.
  public func greeksAtFixedForward(_ right: OptionRight) -> Greeks {
    var greeks = greeks(right)
    greeks.rho = -kernel.term.years * greeks.value
    return greeks
  }
}
