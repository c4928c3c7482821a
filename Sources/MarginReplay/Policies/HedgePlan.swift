public import MarginCore

/// When, with what and in what sizes the book's delta is hedged.
public struct HedgePlan: Sendable {
  /// When to trade.
  public var policy: any HedgingPolicy
  /// What to trade.
  public var vehicle: Vehicle
  /// The smallest tradable number of units of spot or of futures contracts; `nil` for any fraction.
  public var lot: Double?

  /// What a hedge is held in.
  public enum Vehicle: Sendable, Equatable {
    /// The underlying itself.
    case spot
    /// A future with this time to expiry when opened, replaced when it expires.
    case future(tenor: TimeSpan, multiplier: Double)
  }

  /// A plan that hedges when `policy` says so.
  public init(policy: any HedgingPolicy = NoHedge(), vehicle: Vehicle = .spot, lot: Double? = nil) {
    (self.policy, self.vehicle, self.lot) = (policy, vehicle, lot)
  }
}
