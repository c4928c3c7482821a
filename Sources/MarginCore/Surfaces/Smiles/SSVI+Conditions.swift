extension SSVI {
  /// Whether the shape alone rules out static arbitrage at every time to expiry.
  ///
  /// η(1 + |ρ|) ≤ 2 with γ in (0, ½] (Gatheral and Jacquier, 2014, remark 4.4).
  public var isFreeOfArbitrage: Bool {
    hasValidParameters && gamma <= 0.5 && eta * (1 + abs(rho)) <= 2
  }

  /// Whether the smile at `years` meets the sufficient conditions against butterfly arbitrage.
  ///
  /// θφ(1 + |ρ|) < 4 and θφ²(1 + |ρ|) ≤ 4 (theorem 4.2). A smile may be sound without them.
  public func excludesButterflies(_ years: Years) -> Bool {
    let theta = atTheMoney.variance(years)
    let size = theta * phi(theta) * (1 + abs(rho))
    return hasValidParameters && size < 4 && size * phi(theta) <= 4
  }

  /// Whether total variance cannot fall between any two times to expiry.
  ///
  /// θ must not fall, which ``TotalVarianceCurve`` ensures, and 0 ≤ d(θφ)/dθ ≤ φ(1 + √(1 − ρ²))/ρ²
  /// (theorem 4.1). For the power law d(θφ)/dθ = φ(1 − γ)/(1 + θ), which is within for γ ≤ 1.
  public var excludesCalendars: Bool { hasValidParameters && gamma <= 1 }

  private var hasValidParameters: Bool { parameterProblems.isEmpty }

  /// Parameters outside their domain: |ρ| < 1, η > 0, γ > 0.
  public var parameterProblems: [SurfaceProblem] {
    let faults = [
      (rho, abs(rho) < 1), (eta, eta > 0 && eta.isFinite), (gamma, gamma > 0 && gamma.isFinite),
    ]
    return faults.filter { !$0.1 }.map {
      SurfaceProblem(.parameter, logMoneyness: .nan, value: $0.0)
    }
  }
}
