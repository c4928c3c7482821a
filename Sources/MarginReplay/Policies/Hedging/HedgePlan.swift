public import MarginCore

/// When, with what and in what sizes the book's delta is hedged.
public struct HedgePlan: Sendable {
  /// When to trade.
  public var policy: any HedgingPolicy
  /// What to trade.
  public var vehicle: Vehicle
  /// The smallest tradable number of units of spot or of contracts; `nil` for any fraction.
  public var lot: Double?
  /// What volatilities are taken to do when the price moves; `nil` for what each surface declares.
  public var dynamics: SurfaceDynamics?
  /// The change of volatilities before delta is taken; `nil` for that of the policy, if any.
  public var adjustment: (any DeltaAdjustment)?
  /// The option that takes gamma or vega away; `nil` for none.
  public var option: OptionHedge?

  /// What a hedge is held in.
  public enum Vehicle: Sendable, Equatable {
    /// The underlying itself.
    case spot
    /// A future with this time to expiry when opened, replaced when it expires.
    case future(tenor: TimeSpan, multiplier: Double, settlement: Settlement = .linear)
    /// A perpetual, which pays funding.
    case perpetual(multiplier: Double, settlement: Settlement = .linear)
  }

  /// A plan that hedges when `policy` says so.
  public init(policy: any HedgingPolicy = NoHedge(), vehicle: Vehicle = .spot, lot: Double? = nil) {
    (self.policy, self.vehicle, self.lot) = (policy, vehicle, lot)
  }

  /// The nearest tradable quantity; halves round up.
  func rounded(_ quantity: Double) -> Double { quantity.rounded(toMultiplesOf: lot) }

  /// What a new hedge of `underlying` is held in.
  func instrument(on underlying: Int, at time: Timestamp) -> Instrument {
    switch vehicle {
    case .spot: .spot(underlying: underlying)
    case .future(let tenor, let multiplier, let settlement):
      .future(
        FutureContract(
          underlying: underlying, expiry: time + tenor, multiplier: multiplier,
          settlement: settlement))
    case .perpetual(let multiplier, let settlement):
      .perpetual(
        PerpetualContract(
          underlying: underlying, multiplier: multiplier, settlement: settlement))
    }
  }
}

extension Double {
  /// The nearest multiple of `lot`, halves upwards; itself where any fraction is tradable.
  func rounded(toMultiplesOf lot: Double?) -> Double {
    guard let lot else { return self }
    return (self / lot + 0.5).rounded(.down) * lot
  }
}
