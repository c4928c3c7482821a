/// A raw SVI smile fitted to quotes, and what speaks against using it.
public struct SVIFit: Sendable, Equatable {
  /// The fitted smile.
  public let smile: RawSVI
  /// Root of the weighted mean squared error in total variance.
  public let error: Double
  /// Steps of the search from the start that won.
  public let iterations: Int
  /// Whether the search ended because nothing lowered the error, not because it ran out of steps.
  public let hasConverged: Bool
  /// Arbitrage in the fitted smile; use it only when this is empty.
  public let problems: [SurfaceProblem]
}

extension RawSVI {
  /// The smile with the least weighted squared error in total variance.
  ///
  /// For fixed m and σ the smile is linear in a, bρ and b (Zeliade Systems, "Quasi-explicit
  /// calibration of Gatheral's SVI model", 2009): a grid of m and σ with that inner fit gives the
  /// starts, and Levenberg–Marquardt on all five parameters within `bounds` finishes the best
  /// three. The same quotes always give the same smile. The fit is not constrained to be free of
  /// arbitrage; it is checked, and ``SVIFit/problems`` says what was found.
  ///
  /// - Throws: ``CalibrationError`` when the quotes cannot fix five parameters.
  public static func fit(
    _ quotes: [SmileQuote], within bounds: SVIBounds? = nil
  ) throws(CalibrationError) -> SVIFit {
    let usable = try quotes.usable(for: 5)
    let bounds = bounds ?? SVIBounds(covering: usable)
    guard bounds.isFinite else { throw .invalidBounds }
    let search = SmileSearch(quotes: usable, bounds: bounds)
    let best = search.best()
    let smile = RawSVI(best.unknowns)
    let weight = usable.reduce(0) { $0 + $1.weight }
    return SVIFit(
      smile: smile, error: (best.cost / weight).squareRoot(), iterations: best.iterations,
      hasConverged: best.hasConverged, problems: smile.problems())
  }

  /// Parameters in the order a, b, ρ, m, σ.
  init(_ values: [Double]) {
    self.init(a: values[0], b: values[1], rho: values[2], m: values[3], sigma: values[4])
  }

  /// Derivatives of total variance at `k` by a, b, ρ, m and σ.
  func gradient(_ k: Double) -> [Double] {
    let x = k - m
    let root = (x * x + sigma * sigma).squareRoot()
    return [1, rho * x + root, b * x, -b * (rho + x / root), b * sigma / root]
  }
}
