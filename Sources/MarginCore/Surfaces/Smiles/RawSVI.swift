/// One expiry's smile: total implied variance as the lower branch of a hyperbola.
///
/// w(k) = a + b·(ρ(k − m) + √((k − m)² + σ²)), where w = v²T and k = ln(strike ÷ forward).
/// Source: Gatheral and Jacquier, "Arbitrage-free SVI volatility surfaces", Quantitative Finance 14
/// (2014), equation 3.1. Any parameters make a value; ``problems()`` says what is wrong with them.
public struct RawSVI: Sendable, Equatable {
  /// Level of total variance.
  public var a: Double
  /// Mean of the two wing slopes, at least 0; variance per unit of log-moneyness.
  public var b: Double
  /// Tilt, between −1 and 1; negative when the left wing is the steeper.
  public var rho: Double
  /// Log-moneyness of the centre.
  public var m: Double
  /// Width of the bend, above 0; in log-moneyness.
  public var sigma: Double

  /// A slice with these parameters.
  public init(a: Double, b: Double, rho: Double, m: Double, sigma: Double) {
    (self.a, self.b, self.rho, self.m, self.sigma) = (a, b, rho, m, sigma)
  }

  private func root(_ x: Double) -> Double { (x * x + sigma * sigma).squareRoot() }

  /// Total variance w at `k`.
  public func totalVariance(_ k: Double) -> Double {
    a + b * (rho * (k - m) + root(k - m))
  }

  /// dw/dk at `k`.
  public func slope(_ k: Double) -> Double {
    b * (rho + (k - m) / root(k - m))
  }

  /// d²w/dk² at `k`.
  public func curvature(_ k: Double) -> Double {
    let root = root(k - m)
    let ratio = sigma / root
    return b * ratio * ratio / root
  }

  /// Implied volatility at `k`; NaN without time to expiry or where total variance is negative.
  public func volatility(_ k: Double, years: Years) -> Volatility {
    let variance = totalVariance(k)
    return years > 0 && variance >= 0 ? (variance / years).squareRoot() : .nan
  }

  /// ∂v/∂k at `k`: w′ ÷ 2vT; NaN where there is no positive volatility.
  public func skew(_ k: Double, years: Years) -> Double {
    let volatility = volatility(k, years: years)
    return volatility > 0 ? slope(k) / (2 * volatility * years) : .nan
  }

  /// The least total variance of the slice, a + bσ√(1 − ρ²), for parameters within their domain.
  public var leastVariance: Double { a + b * sigma * (1 - rho * rho).squareRoot() }

  /// Where total variance is least: m − ρσ/√(1 − ρ²).
  var leastVariancePoint: Double { m - rho * sigma / (1 - rho * rho).squareRoot() }

  /// Growth of total variance per unit of |k| far to the left, b(1 − ρ).
  public var leftWingSlope: Double { b * (1 - rho) }

  /// Growth of total variance per unit of k far to the right, b(1 + ρ).
  public var rightWingSlope: Double { b * (1 + rho) }
}
