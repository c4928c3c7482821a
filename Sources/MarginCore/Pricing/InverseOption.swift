/// Coin-margined European options: a payoff in US dollars paid in coin at the final price.
///
/// With zero rates the price in coin is V/F, where V is the undiscounted Black-76 value in dollars.
/// Greeks are derivatives of the coin price with respect to the forward in dollars, by the quotient
/// rule. Source: Deribit, inverse options contract specification.
///
/// ```swift
/// let option = InverseOption(forward: 10_000, strike: 12_000, years: 0.25, volatility: 0.8)
/// option.value(.call)                 // 0.0918… coin
/// option.dollarGreeks(.call).delta    // 0.3990…
/// option.premiumAdjustedDelta(.call)  // 0.3071… coin
/// ```
public struct InverseOption: Sendable {
  private let black: BlackScholes
  private let forward: Double

  /// Terms of one strike in dollars.
  public init(forward: Double, strike: Double, years: Years, volatility: Volatility) {
    self.forward = forward
    black = BlackScholes(spot: forward, strike: strike, years: years, volatility: volatility)
  }

  /// Value of one option in coin.
  public func value(_ right: OptionRight) -> Double { black.value(right) / forward }

  /// Value in coin and its Greeks; rho is 0.
  public func greeks(_ right: OptionRight) -> Greeks {
    let usd = dollarGreeks(right)
    let f = forward
    var coin = Greeks()
    coin.value = usd.value / f
    coin.delta = (usd.delta - coin.value) / f
    coin.gamma = (usd.gamma - 2 * coin.delta) / f
    coin.speed = (usd.speed - 3 * coin.gamma) / f
    coin.vega = usd.vega / f
    coin.vanna = (usd.vanna - coin.vega) / f
    coin.zomma = (usd.zomma - 2 * coin.vanna) / f
    coin.volga = usd.volga / f
    coin.theta = usd.theta / f
    coin.charm = (usd.charm - coin.theta) / f
    coin.color = (usd.color - 2 * coin.charm) / f
    return coin
  }

  /// Value and Greeks in dollars, undiscounted: what an account counted in dollars sees.
  public func dollarGreeks(_ right: OptionRight) -> Greeks { black.greeks(right) }

  /// Premium-adjusted delta in coin: the dollar delta less the premium, F times the coin delta.
  ///
  /// An account counted in coin hedges this; one counted in dollars hedges the dollar delta.
  public func premiumAdjustedDelta(_ right: OptionRight) -> Double {
    dollarGreeks(right).delta - value(right)
  }
}
