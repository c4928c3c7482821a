/// Never hedges.
public struct NoHedge: HedgingPolicy {
  /// A policy that never trades.
  public init() {}

  /// Nothing is looked at.
  public var looksAtOptions: Bool { false }

  /// Always `nil`.
  public func netDelta(_ exposure: HedgeExposure) -> Double? { nil }
}
