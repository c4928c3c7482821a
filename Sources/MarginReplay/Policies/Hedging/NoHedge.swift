/// Never hedges.
public struct NoHedge: HedgingPolicy {
  /// A policy that never trades.
  public init() {}

  /// Always `nil`.
  public func netDelta(_ exposure: HedgeExposure) -> Double? { nil }
}
