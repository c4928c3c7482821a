/// A whole surface from a term structure of at-the-money variance and three numbers for its shape.
///
/// w(k, θ) = θ/2 · (1 + ρφk + √((φk + ρ)² + 1 − ρ²)) with θ = θ(T) and the power law
/// φ = η θ^−γ (1 + θ)^(γ−1). Source: Gatheral and Jacquier (2014), equations 4.1 and 4.5.
public struct SSVI: SVISurface {
  /// Total at-the-money variance over time.
  public let atTheMoney: TotalVarianceCurve
  /// Tilt, between −1 and 1; negative when low strikes have the higher volatility.
  public let rho: Double
  /// Size of φ, above 0.
  public let eta: Double
  /// How fast φ falls as variance grows, above 0 and at most ½ for the conditions below.
  public let gamma: Double

  /// A surface with these parameters; ``SVISurface/problems(at:)`` says what is wrong with it.
  public init(atTheMoney: TotalVarianceCurve, rho: Double, eta: Double, gamma: Double) {
    (self.atTheMoney, self.rho) = (atTheMoney, rho)
    (self.eta, self.gamma) = (eta, gamma)
  }

  /// φ at total variance `theta` > 0.
  public func phi(_ theta: Double) -> Double { Self.phi(theta, eta: eta, gamma: gamma) }

  static func phi(_ theta: Double, eta: Double, gamma: Double) -> Double {
    let exponent = -gamma * Elementary.log(theta) + (gamma - 1) * Elementary.log(1 + theta)
    return eta * Elementary.exp(exponent)
  }

  /// The smile at `years` > 0 as raw SVI.
  public func slice(_ years: Years) -> RawSVI {
    let theta = atTheMoney.variance(years)
    return RawSVI(theta: theta, phi: phi(theta), rho: rho)
  }
}

extension RawSVI {
  /// The SSVI smile θ/2 · (1 + ρφk + √((φk + ρ)² + 1 − ρ²)) in raw parameters.
  public init(theta: Double, phi: Double, rho: Double) {
    let rest = 1 - rho * rho
    self.init(
      a: 0.5 * theta * rest, b: 0.5 * theta * phi, rho: rho, m: -rho / phi,
      sigma: rest.squareRoot() / phi)
  }
}
