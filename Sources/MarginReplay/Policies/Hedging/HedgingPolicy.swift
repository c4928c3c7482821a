public import MarginCore

/// Decides when a delta hedge is adjusted, and how much delta is left.
public protocol HedgingPolicy: Sendable {
  /// The delta that book and hedge together shall have now, in units of the underlying; `nil` leaves
  /// the hedge as it is.
  func netDelta(_ exposure: HedgeExposure) -> Double?

  /// Whether the policy may trade at this time and price, whatever is held.
  ///
  /// Where it is `false` ``netDelta(_:)`` must be `nil`; it is not asked then, and delta is not summed.
  func mayTrade(at time: Timestamp, spot: Double, since last: LastHedge?) -> Bool

  /// The change of the options' volatilities that belongs to the policy; `nil` for none.
  var adjustment: (any DeltaAdjustment)? { get }

  /// Whether the policy looks at ``HedgeExposure/curvature``, ``HedgeExposure/optionUnits`` or
  /// ``HedgeExposure/cost``, which are left at zero where neither it nor an adjustment does.
  var looksBeyondDelta: Bool { get }
}

extension HedgingPolicy {
  /// Most policies look at the book first.
  public func mayTrade(at time: Timestamp, spot: Double, since last: LastHedge?) -> Bool { true }

  /// Most policies take delta as it is.
  public var adjustment: (any DeltaAdjustment)? { nil }

  /// A policy that does not say is shown everything.
  public var looksBeyondDelta: Bool { true }
}
