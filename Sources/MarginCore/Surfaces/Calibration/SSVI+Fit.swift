/// An SSVI surface fitted to quotes of several expiries, and what speaks against using it.
public struct SSVIFit: Sendable, Equatable {
  /// The fitted surface.
  public let surface: SSVI
  /// Root of the weighted mean squared error in total variance.
  public let error: Double
  /// Steps of the search from the start that won.
  public let iterations: Int
  /// Whether the search ended because nothing lowered the error, not because it ran out of steps.
  public let hasConverged: Bool
  /// Times whose variance at the money the quotes put below that of the expiry before, and which
  /// were held level with it: calendar arbitrage in the quotes, not in the surface.
  public let heldTimes: [Years]
  /// Arbitrage in the fitted surface at the quoted times; use it only when this is empty.
  public let problems: [SurfaceProblem]

  /// The surface, if it is sound.
  ///
  /// - Throws: ``SurfaceArbitrage`` with ``problems`` when there are any.
  public func soundSurface() throws(SurfaceArbitrage) -> SSVI {
    guard problems.isEmpty else { throw SurfaceArbitrage(problems: problems) }
    return surface
  }
}

extension SSVI {
  /// The surface with the least weighted squared error in total variance.
  ///
  /// Unknowns are the at-the-money variance of every expiry, which may not fall with time, and ρ, η
  /// and γ within `bounds`. Variances read off the quotes and a grid of shapes give the starts;
  /// Levenberg–Marquardt finishes the best three. No random numbers are drawn: the same quotes give
  /// the same surface. Long expiries have the larger variances and so the larger errors; weights of
  /// 1/T² count them like volatilities. The fit is not forced to be free of arbitrage; it is checked.
  ///
  /// - Throws: ``CalibrationError`` when the quotes cannot fix the unknowns.
  public static func fit(
    _ expiries: [ExpiryQuotes], within bounds: SSVIBounds = SSVIBounds()
  ) throws(CalibrationError) -> SSVIFit {
    guard bounds.isUsable else { throw .invalidBounds }
    let search = SSVISearch(expiries: try expiries.usable(), bounds: bounds)
    let best = search.best()
    guard let surface = search.surface(best.unknowns) else { throw .invalidBounds }
    return SSVIFit(
      surface: surface, error: (best.cost / search.weight).squareRoot(),
      iterations: best.iterations, hasConverged: best.hasConverged,
      heldTimes: search.heldTimes(best.unknowns),
      problems: surface.problems(at: search.expiries.map(\.years)))
  }

  /// Derivatives of total variance at `k` by θ at fixed φ, by φ, and by ρ.
  static func gradient(
    _ k: Double, theta: Double, phi: Double, rho: Double
  ) -> (theta: Double, phi: Double, rho: Double) {
    let (y, half) = (phi * k, 0.5 * theta)
    let root = ((y + rho) * (y + rho) + 1 - rho * rho).squareRoot()
    return (
      0.5 * (1 + rho * y + root), half * k * (rho + (y + rho) / root), half * y * (1 + 1 / root)
    )
  }
}
