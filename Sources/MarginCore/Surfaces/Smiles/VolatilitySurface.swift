/// Implied volatility as a function of log-moneyness and time to expiry.
///
/// Log-moneyness is k = ln(strike ÷ forward), negative for strikes below the forward. A surface
/// answers NaN where it has no volatility, such as at no time to expiry.
public protocol VolatilitySurface: Sendable, Equatable {
  /// Implied volatility at log-moneyness `k`.
  func volatility(_ k: Double, years: Years) -> Volatility

  /// ∂v/∂k at log-moneyness `k`: volatility per unit of log-moneyness, usually negative for equities.
  func skew(_ k: Double, years: Years) -> Double
}

extension VolatilitySurface {
  /// Whether `other` is the same surface, of the same type.
  func equals(_ other: any VolatilitySurface) -> Bool { (other as? Self) == self }
}
