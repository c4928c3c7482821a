/// A band of net delta around zero that is not traded in.
public struct HedgeBand: Sendable, Equatable {
  /// How far net delta may stray on either side, in units of the underlying, ≥ 0.
  public let halfWidth: Double
  /// Where a trade ends.
  public let goal: Goal

  /// Where a trade that leaves the band ends.
  public enum Goal: String, Sendable, CaseIterable {
    /// At the edge that was crossed: best where costs are in proportion to the trade.
    case edge
    /// In the middle, at a net delta of zero: best where every trade costs the same.
    case middle
  }

  /// A band of this half width; below zero, or not a number, counts as zero.
  public init(halfWidth: Double, to goal: Goal) {
    (self.halfWidth, self.goal) = (halfWidth > 0 ? halfWidth : 0, goal)
  }

  /// The net delta to trade to; `nil` within the band and on its edges.
  public func target(_ netDelta: Double) -> Double? {
    guard netDelta.magnitude > halfWidth else { return nil }
    switch goal {
    case .edge: return netDelta > 0 ? halfWidth : -halfWidth
    case .middle: return 0
    }
  }
}
