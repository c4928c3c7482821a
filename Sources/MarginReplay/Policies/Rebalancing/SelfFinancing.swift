internal import MarginCore

/// Wealth that is left when a portfolio pays for its own rebalancing.
enum SelfFinancing {
  /// The most steps of the iteration.
  static let limit = 1000

  /// The solution of V′ = V − C(V′), where C(V′) is the cost of trading to weights of V′.
  ///
  /// Iterated from V′ = V until two values agree to 1e-15 of V. Where costs are a share c < 1 of what is
  /// traded, one step shrinks the error by at least c·Σ|w*|, so that the solution is unique and reached
  /// when that is below 1. `nil` without a positive solution or when it is not reached.
  static func wealth(from wealth: Money, cost: (_ left: Money) -> Money) -> Money? {
    guard wealth > 0, wealth.isFinite else { return nil }
    var left = wealth
    for _ in 0..<limit {
      let next = wealth - cost(left)
      guard next.isFinite else { return nil }
      if abs(next - left) <= 1e-15 * wealth { return next > 0 ? next : nil }
      left = next
    }
    return nil
  }
}
