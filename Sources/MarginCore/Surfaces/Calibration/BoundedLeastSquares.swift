/// Least squares of a function that is not linear, each unknown within its bounds.
///
/// Levenberg–Marquardt with Marquardt's scaling (1963): steps are cut off at the bounds, and an
/// unknown that sits on a bound and would leave it is held. Deterministic, no random starts.
struct BoundedLeastSquares {
  /// Where the search ended.
  struct Minimum {
    /// The unknowns.
    var unknowns: [Double]
    /// Sum of squared residuals.
    var cost: Double
    /// Steps tried.
    var iterations: Int
    /// Whether the last steps no longer lowered the cost.
    var hasConverged: Bool
  }

  /// Residuals of given unknowns, and their derivatives: a row per residual.
  typealias Model = ([Double]) -> (residuals: [Double], rows: [[Double]])

  let bounds: [ClosedRange<Double>]
  let model: Model
  var maximumIterations = 500

  func minimum(from start: [Double]) -> Minimum {
    let start = clamped(start)
    var best = Minimum(
      unknowns: start, cost: Self.cost(model(start).residuals), iterations: 0, hasConverged: false)
    var damping = 1e-3
    while best.iterations < maximumIterations, damping < 1e15, best.cost > 0 {
      best.iterations += 1
      damping = advance(&best, damping: damping)
    }
    best.hasConverged = best.cost == 0 || damping >= 1e15
    return best
  }

  /// Tries one step: takes it when it lowers the cost; returns the damping of the next.
  private func advance(_ best: inout Minimum, damping: Double) -> Double {
    guard let trial = step(from: best.unknowns, damping: damping) else { return damping * 10 }
    let cost = Self.cost(model(trial).residuals)
    guard cost < best.cost else { return damping * 10 }
    (best.unknowns, best.cost) = (trial, cost)
    return max(1e-15, damping * 0.1)
  }

  private func step(from unknowns: [Double], damping: Double) -> [Double]? {
    let (residuals, rows) = model(unknowns)
    let free = unknowns.indices.filter { isFree($0, unknowns, residuals, rows) }
    guard !free.isEmpty else { return nil }
    let reduced = rows.map { row in free.map { row[$0] } }
    let solution = LinearLeastSquares.solve(
      reduced + Self.dampingRows(reduced, damping),
      residuals.map { -$0 } + free.map { _ in 0 })
    guard let solution else { return nil }
    var trial = unknowns
    for (j, change) in zip(free, solution) { trial[j] += change }
    return clamped(trial)
  }

  /// Whether unknown `j` may move in the direction that lowers the cost.
  private func isFree(
    _ j: Int, _ unknowns: [Double], _ residuals: [Double], _ rows: [[Double]]
  ) -> Bool {
    let gradient = zip(rows, residuals).reduce(0) { $0 + $1.0[j] * $1.1 }
    return gradient > 0
      ? unknowns[j] > bounds[j].lowerBound : unknowns[j] < bounds[j].upperBound
  }

  private static func dampingRows(_ rows: [[Double]], _ damping: Double) -> [[Double]] {
    let lengths = (rows.first ?? []).indices.map { j in cost(rows.map { $0[j] }).squareRoot() }
    let least = 1e-8 * (lengths.max() ?? 0)
    return lengths.indices.map { i in
      lengths.indices.map { $0 == i ? damping.squareRoot() * max(lengths[i], least) : 0 }
    }
  }

  private func clamped(_ unknowns: [Double]) -> [Double] {
    zip(unknowns, bounds).map { min(max($0, $1.lowerBound), $1.upperBound) }
  }

  private static func cost(_ residuals: [Double]) -> Double {
    residuals.reduce(0) { $0 + $1 * $1 }
  }
}
