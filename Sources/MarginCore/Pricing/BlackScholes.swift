/// Black-Scholes-Merton prices and Greeks of European options on a spot price with a yield.
///
/// One value holds what call and put at a strike share. Formulas: Haug, "The Complete Guide to
/// Option Pricing Formulas" (2007), chapters 1 and 2. The out-of-the-money side is computed and the
/// other follows by parity, so that small prices keep their relative accuracy. Without time,
/// volatility or a positive spot the price is the discounted intrinsic value of the forward, delta
/// is that of the side it ends on (½ exactly at the strike), and higher Greeks are zero.
public struct BlackScholes: Sendable {
  private let spot: Double
  private let strike: Double
  private let years: Years
  private let rate: Rate
  private let yield: Rate
  private let volatility: Volatility
  private let discountedSpot: Double
  private let discountedStrike: Double
  private let deviation: Double
  private let d1: Double
  private let d2: Double
  private let density1: Double

  /// Terms of one strike in one market; `years` and `volatility` below 0 count as 0.
  public init(
    spot: Double, strike: Double, years: Years, rate: Rate = 0, yield: Rate = 0,
    volatility: Volatility
  ) {
    (self.spot, self.strike, self.rate, self.yield) = (spot, strike, rate, yield)
    (self.years, self.volatility) = (max(0, years), max(0, volatility))
    discountedSpot = spot * (yield == 0 ? 1 : Elementary.exp(-yield * self.years))
    discountedStrike = strike * (rate == 0 ? 1 : Elementary.exp(-rate * self.years))
    deviation = self.volatility * self.years.squareRoot()
    let isRandom = deviation > 0 && discountedSpot > 0 && discountedStrike > 0
    let moneyness =
      isRandom
      ? (Elementary.logRatio(spot, strike) + (rate - yield) * self.years) / deviation
      : Self.side(discountedSpot - discountedStrike)
    d1 = moneyness + 0.5 * deviation
    d2 = moneyness - 0.5 * deviation
    density1 = isRandom ? Normal.density(d1) : 0
  }

  /// The limit of d1 and d2 without randomness.
  private static func side(_ difference: Double) -> Double {
    difference == 0 ? 0 : difference > 0 ? .infinity : -.infinity
  }

  // S·A·n(d1) = K·D·n(d2), so that one exponential serves both densities.
  private var density2: Double {
    density1 == 0 ? 0 : density1 * (discountedSpot / discountedStrike)
  }

  /// Value of one option.
  public func value(_ right: OptionRight) -> Double {
    let parity = right.sign * (discountedSpot - discountedStrike)
    guard density1 > 0 else { return max(0, parity) }
    let outOfTheMoney: OptionRight = discountedSpot <= discountedStrike ? .call : .put
    let small = outOfTheMoneyValue(outOfTheMoney.sign)
    return right == outOfTheMoney ? small : small + parity
  }

  private func outOfTheMoneyValue(_ sign: Double) -> Double {
    let (a, b) = (-sign * d1, -sign * d2)
    guard a > 0, b > 0 else {
      return max(
        0, sign * (discountedSpot * probability1(sign) - discountedStrike * probability2(sign)))
    }
    let gap = Normal.millsRatio(a) - Normal.millsRatio(b)
    return max(0, sign * discountedSpot * density1 * gap)
  }

  private func probability1(_ sign: Double) -> Double {
    density1 > 0 ? Normal.cumulative(sign * d1, density: density1) : certainty(sign)
  }

  private func probability2(_ sign: Double) -> Double {
    density1 > 0 ? Normal.cumulative(sign * d2, density: density2) : certainty(sign)
  }

  private func certainty(_ sign: Double) -> Double { d1 == 0 ? 0.5 : sign * d1 > 0 ? 1 : 0 }

  /// Value and Greeks of one option.
  public func greeks(_ right: OptionRight) -> Greeks {
    let sign = right.sign
    var greeks = Greeks()
    greeks.value = value(right)
    let spotPart = discountedSpot * probability1(sign)
    let strikePart = discountedStrike * probability2(sign)
    greeks.delta = spot == 0 ? 0 : sign * spotPart / spot
    greeks.rho = sign * years * strikePart
    greeks.theta = sign * (yield * spotPart - rate * strikePart)
    if density1 > 0 { addCurvature(to: &greeks) }
    return greeks
  }

  private func addCurvature(to greeks: inout Greeks) {
    let weight = discountedSpot * density1
    let rootYears = years.squareRoot()
    greeks.gamma = weight / (spot * spot * deviation)
    greeks.vega = weight * rootYears
    greeks.theta -= weight * volatility / (2 * rootYears)
    greeks.vanna = -weight * d2 / (spot * volatility)
    greeks.volga = greeks.vega * d1 * d2 / volatility
  }
}
