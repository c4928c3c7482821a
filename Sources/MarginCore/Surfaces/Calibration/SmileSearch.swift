/// The search for the raw SVI smile nearest to quotes whose weights are from 0 to 1.
struct SmileSearch {
  let quotes: [SmileQuote]
  let bounds: SVIBounds

  func best() -> BoundedLeastSquares.Minimum {
    let search = BoundedLeastSquares(bounds: bounds.all, model: errors)
    let minima = starts().prefix(3).map(search.minimum)
    let flat = search.minimum(from: [0, 0, 0, middle(bounds.m), middle(bounds.sigma)])
    return minima.reduce(flat) { $1.cost < $0.cost ? $1 : $0 }
  }

  private func errors(_ parameters: [Double]) -> (residuals: [Double], rows: [[Double]]) {
    let smile = RawSVI(parameters)
    let roots = quotes.map { $0.weight.squareRoot() }
    let residuals = zip(quotes, roots).map { quote, root in
      root * (smile.totalVariance(quote.logMoneyness) - quote.totalVariance)
    }
    let rows = zip(quotes, roots).map { quote, root in
      smile.gradient(quote.logMoneyness).map { root * $0 }
    }
    return (residuals, rows)
  }

  private func middle(_ range: ClosedRange<Double>) -> Double {
    0.5 * range.lowerBound + 0.5 * range.upperBound
  }

  /// Smiles of a grid of centres and widths, nearest to the quotes first.
  private func starts() -> [[Double]] {
    let candidates = centres.flatMap { m in widths.compactMap { start(m: m, sigma: $0) } }
    return candidates.sorted { $0.cost < $1.cost }.map(\.parameters)
  }

  private var centres: [Double] {
    let (low, high) = (bounds.m.lowerBound, bounds.m.upperBound)
    return (0...24).map { low + (high - low) * Double($0) / 24 }
  }

  // Each half as wide as the one before it, from the widest allowed.
  private var widths: [Double] {
    let widest = bounds.sigma.upperBound
    return (0..<10).map { max(widest / Double(1 << $0), bounds.sigma.lowerBound) }
  }

  /// The inner fit, linear in a, bρ and b, brought within |ρ| < 1 and b ≥ 0.
  private func start(m: Double, sigma: Double) -> (parameters: [Double], cost: Double)? {
    let roots = quotes.map { $0.weight.squareRoot() }
    let rows = zip(quotes, roots).map { quote, root in
      let x = quote.logMoneyness - m
      return [root, root * x, root * (x * x + sigma * sigma).squareRoot()]
    }
    let targets = zip(quotes, roots).map { $1 * $0.totalVariance }
    guard let linear = LinearLeastSquares.solve(rows, targets) else { return nil }
    let b = max(linear[2], 1e-8)
    let parameters = [linear[0], b, min(max(linear[1] / b, -0.99), 0.99), m, sigma]
    return (parameters, errors(parameters).residuals.reduce(0) { $0 + $1 * $1 })
  }
}
