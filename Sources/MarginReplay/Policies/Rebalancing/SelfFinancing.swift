internal import MarginCore

/// Wealth that is left when a portfolio pays for its own rebalancing.
enum SelfFinancing {
  /// The most steps of the iteration.
  static let limit = 1000

  /// The solution of V′ = V − C(V′), where C(V′) is the cost of trading to weights of V′.
  ///
  /// Iterated from V′ = V until two values agree to 1e-15 of V. Where costs are a share c < 1 of what is
  /// traded, one step shrinks the error by at least c·Σ|w*|, so that the solution is unique when that is
  /// below 1; it is sought by bisection when steps shrink too slowly to reach it. `nil` without a positive
  /// solution or when steps do not shrink.
  static func wealth(from wealth: Money, cost: (_ left: Money) -> Money) -> Money? {
    guard wealth > 0, wealth.isFinite else { return nil }
    var (left, change, isShrinking) = (wealth, Double.infinity, false)
    for _ in 0..<limit {
      let next = wealth - cost(left)
      guard next.isFinite else { return nil }
      isShrinking = abs(next - left) < (1 - 1e-6) * change
      (left, change) = (next, abs(next - left))
      if change <= 1e-15 * wealth { return left > 0 ? left : nil }
    }
    return isShrinking ? bisected(wealth, cost) : nil
  }

  private static func bisected(_ wealth: Money, _ cost: (_ left: Money) -> Money) -> Money? {
    var (low, high) = (0.0, wealth)
    while case let middle = low + (high - low) / 2, low < middle, middle < high {
      if middle + cost(middle) > wealth { high = middle } else { low = middle }
    }
    // A minimum fee makes costs jump, and a jump is no solution.
    return low > 0 && abs(low + cost(low) - wealth) <= 1e-12 * wealth ? low : nil
  }
}
