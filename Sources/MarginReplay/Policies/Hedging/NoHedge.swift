/// Never hedges.
public struct NoHedge: HedgingPolicy {
  /// A policy that never trades.
  public init() {}

  /// Nothing is looked at.
  public var looksBeyondDelta: Bool { false }

  /// Always `nil`.
  public func netDelta(_ exposure: HedgeExposure) -> Double? { nil }
}
