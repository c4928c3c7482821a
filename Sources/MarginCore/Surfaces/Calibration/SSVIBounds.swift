/// Where the three numbers for the shape of a fitted SSVI surface may lie.
public struct SSVIBounds: Sendable, Equatable {
  /// Bounds of the tilt, within −1 and 1.
  public var rho: ClosedRange<Double>
  /// Bounds of the size of φ, above 0.
  public var eta: ClosedRange<Double>
  /// Bounds of the fall of φ with variance, above 0; at most ½ for the conditions of ``SSVI``.
  public var gamma: ClosedRange<Double>

  /// Bounds; those left out hold any smile that is quoted and keep out calendar arbitrage.
  public init(
    rho: ClosedRange<Double> = -0.999...0.999, eta: ClosedRange<Double> = 0.001...100,
    gamma: ClosedRange<Double> = 0.001...1
  ) {
    (self.rho, self.eta, self.gamma) = (rho, eta, gamma)
  }

  var all: [ClosedRange<Double>] { [rho, eta, gamma] }

  var isUsable: Bool {
    rho.lowerBound > -1 && rho.upperBound < 1 && eta.lowerBound > 0 && eta.upperBound <= 1e6
      && gamma.lowerBound > 0 && gamma.upperBound <= 10
  }
}
