/// Where the parameters of a fitted raw SVI smile may lie.
public struct SVIBounds: Sendable, Equatable {
  /// Bounds of the level.
  public var a: ClosedRange<Double>
  /// Bounds of the mean wing slope.
  public var b: ClosedRange<Double>
  /// Bounds of the tilt.
  public var rho: ClosedRange<Double>
  /// Bounds of the centre.
  public var m: ClosedRange<Double>
  /// Bounds of the width.
  public var sigma: ClosedRange<Double>

  /// Explicit bounds.
  public init(
    a: ClosedRange<Double>, b: ClosedRange<Double>, rho: ClosedRange<Double>,
    m: ClosedRange<Double>, sigma: ClosedRange<Double>
  ) {
    (self.a, self.b, self.rho, self.m, self.sigma) = (a, b, rho, m, sigma)
  }

  /// Bounds wide enough for any smile that `quotes` can tell from a straight line.
  ///
  /// b from 0 to 2 (beyond that a wing is arbitrage whatever the tilt), |ρ| ≤ 0.9999, m within one
  /// width of the quotes beyond them, σ from a thousandth to twice that width, |a| at most twice the
  /// largest variance plus what a bend of that size can take off.
  public init(covering quotes: [SmileQuote]) {
    let strikes = quotes.map(\.logMoneyness).filter(\.isFinite)
    let (low, high) = (strikes.min() ?? 0, strikes.max() ?? 0)
    let width = max(high - low, 1e-6)
    let level = quotes.map(\.totalVariance).filter(\.isFinite).max() ?? 1
    self.init(
      a: -max(2 * level, 4 * width)...max(2 * level, 1e-12), b: 0...2, rho: -0.9999...0.9999,
      m: (low - width)...(high + width), sigma: 0.001 * width...2 * width)
  }

  var all: [ClosedRange<Double>] { [a, b, rho, m, sigma] }
  var isFinite: Bool { all.allSatisfy { $0.lowerBound.isFinite && $0.upperBound.isFinite } }
}
