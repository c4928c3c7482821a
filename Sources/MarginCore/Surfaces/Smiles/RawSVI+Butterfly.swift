extension RawSVI {
  /// How far below zero rounding alone may carry a check.
  static let tolerance = 1e-10

  /// Gatheral's g(k): the risk-neutral density of the log price, up to a positive factor.
  ///
  /// g = (1 − kw′/2w)² − (w′²/4)(1/w + 1/4) + w″/2; a butterfly spread around k costs less than
  /// nothing where g < 0. NaN where total variance is not positive.
  /// Source: Gatheral and Jacquier (2014), equation 2.1.
  public func butterflyDensity(_ k: Double) -> Double {
    let (w, slope) = (totalVariance(k), slope(k))
    guard w > 0 else { return .nan }
    let drift = 1 - 0.5 * k * slope / w
    return drift * drift - 0.25 * slope * slope * (1 / w + 0.25) + 0.5 * curvature(k)
  }

  /// Everything that a market without arbitrage could not show on this one expiry; empty when sound.
  ///
  /// Parameters first: when one is outside its domain nothing else is asked. Then, in closed form,
  /// positive total variance and wing slopes (left at most 2, right below 2, so that d₊ falls
  /// without bound); then g on a dense grid, each minimum refined, each reported once.
  public func problems() -> [SurfaceProblem] {
    let parameters = parameterProblems
    guard parameters.isEmpty else { return parameters }
    guard leastVariance > 0 else {
      return [
        SurfaceProblem(.variance, logMoneyness: leastVariancePoint, value: leastVariance)
      ] + wingProblems
    }
    return wingProblems + densityProblems
  }

  var parameterProblems: [SurfaceProblem] {
    let faults: [(Double, Bool)] = [
      (a, a.isFinite), (b, b >= 0 && b.isFinite), (rho, abs(rho) < 1), (m, m.isFinite),
      (sigma, sigma > 0 && sigma.isFinite),
    ]
    return faults.filter { !$0.1 }.map {
      SurfaceProblem(.parameter, logMoneyness: .nan, value: $0.0)
    }
  }

  private var wingProblems: [SurfaceProblem] {
    let left = SurfaceProblem(.wingSlope, logMoneyness: -.infinity, value: leftWingSlope)
    let right = SurfaceProblem(.wingSlope, logMoneyness: .infinity, value: rightWingSlope)
    return (leftWingSlope > 2 ? [left] : []) + (rightWingSlope >= 2 ? [right] : [])
  }

  private var densityProblems: [SurfaceProblem] {
    guard b > 0 else { return [] }
    let search = LocalMinima(on: grid(), tolerance: Self.tolerance, of: butterflyDensity)
    return search.negative().map {
      SurfaceProblem(.butterfly, logMoneyness: $0.x, value: $0.value)
    }
  }
}
