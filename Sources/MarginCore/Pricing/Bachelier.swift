/// Bachelier prices and Greeks of European options on a forward of any sign.
///
/// Volatility is in price units per √year. With x = F − K and h = |x|/σ√T the out-of-the-money side is
/// D σ√T n(h) (1 − h M(h)), M being the Mills ratio; the other follows by parity. Formulas: Bachelier
/// (1900); Haug (2007), chapter 1. Limits follow the convention of ``BlackScholes``.
///
/// ```swift
/// let option = Bachelier(forward: -2, strike: 0, years: 0.25, rate: 0.03, volatility: 30)
/// option.value(.put)  // 6.984…
/// ```
public struct Bachelier: Sendable {
  private let distance: Double
  private let years: Years
  private let rate: Rate
  private let volatility: Double
  private let discount: Double
  private let deviation: Double

  /// Terms of one strike; `years` and `volatility` below 0 count as 0.
  public init(forward: Double, strike: Double, years: Years, rate: Rate = 0, volatility: Double) {
    distance = forward - strike
    (self.years, self.volatility) = (max(0, years), max(0, volatility))
    self.rate = rate
    discount = Elementary.exp(-rate * self.years)
    deviation = self.volatility * self.years.squareRoot()
  }

  /// Value of one option.
  public func value(_ right: OptionRight) -> Double {
    let intrinsic = max(0, right.sign * distance) * discount
    guard deviation > 0 else { return intrinsic + (deviation - deviation) }
    let h = min(1e8, abs(distance) / deviation)
    return discount * deviation * Normal.density(h) * (1 - h * Normal.millsRatio(h)) + intrinsic
  }

  /// Value and Greeks of one option with respect to the forward; rho at fixed forward.
  public func greeks(_ right: OptionRight) -> Greeks {
    var greeks = Greeks()
    greeks.value = value(right)
    let d = deviation > 0 ? distance / deviation : distance * .infinity
    greeks.delta = right.sign * discount * (d.isNaN ? 0.5 : Normal.cumulative(right.sign * d))
    greeks.rho = -years * greeks.value
    greeks.theta = rate * greeks.value
    greeks.charm = rate * greeks.delta
    if deviation > 0 { addCurvature(to: &greeks, d) }
    return greeks
  }

  private func addCurvature(to greeks: inout Greeks, _ d: Double) {
    let weight = discount * Normal.density(d)
    let (square, rootYears) = (min(1e16, d * d), years.squareRoot())
    greeks.gamma = weight / deviation
    greeks.vega = weight * rootYears
    greeks.theta -= weight * volatility / (2 * rootYears)
    greeks.vanna = weight == 0 ? 0 : -weight * d / volatility
    greeks.volga = greeks.vega * square / volatility
    greeks.charm += weight == 0 ? 0 : weight * d / (2 * years)
    greeks.speed = weight == 0 ? 0 : -greeks.gamma * d / deviation
    greeks.zomma = greeks.gamma * (square - 1) / volatility
    greeks.color = rate * greeks.gamma + greeks.gamma * (1 - square) / (2 * years)
  }
}
