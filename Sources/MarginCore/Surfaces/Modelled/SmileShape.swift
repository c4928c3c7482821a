/// A smile whose form is the same for every level and time in normalised strikes.
///
/// With z = k/(v₀√T), v₀ the at-the-money volatility, v = v₀·(1 + skew·z + ½·curvature·z² + …) near
/// the money and straight wings in v²T beyond: an SSVI smile with φ = width/√(v₀²T), so that its
/// arbitrage conditions are known.
public struct SmileShape: Sendable, Equatable {
  /// Relative change of volatility per standard deviation at the money; negative for equities.
  public let skew: Double
  /// Second derivative of v/v₀ by z at the money, above −skew².
  public let curvature: Double

  /// A shape; `nil` unless both are finite and curvature is above −skew².
  public init?(skew: Double, curvature: Double) {
    guard skew.isFinite, curvature.isFinite, curvature > -skew * skew else { return nil }
    (self.skew, self.curvature) = (skew, curvature)
  }

  /// SSVI's φ√θ: from v²/v₀² = ½(1 + ρy + √(1 + 2ρy + y²)) with y = width·z.
  public var width: Double { (4 * curvature + 8 * skew * skew).squareRoot() }

  /// SSVI's ρ.
  public var rho: Double { width > 0 ? 2 * skew / width : 0 }

  /// The smile around at-the-money total variance `theta` > 0.
  public func smile(theta: Double) -> RawSVI {
    RawSVI(theta: theta, phi: width / theta.squareRoot(), rho: rho)
  }

  /// How far variance-swap variance lies above at-the-money variance, relative to it.
  ///
  /// 1 + curvature + 3·skew² − skew·√θ, the second-order expansion of E[v²] under z = −d₂ for a
  /// standard normal d₂ (Gatheral, "The Volatility Surface", 2006, chapter 11), θ = v₀²T.
  public func varianceSwapRatio(theta: Double) -> Double {
    max(0.25, 1 + curvature + 3 * skew * skew - skew * theta.squareRoot())
  }
}
