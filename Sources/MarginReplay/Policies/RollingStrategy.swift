public import MarginCore

/// A two-legged option strategy that is opened at a tenor and rolled before it expires.
public struct RollingStrategy: Sendable, Equatable {
  /// Its shape.
  public var shape: Shape
  /// Index of the underlying.
  public var underlying: Int
  /// Contracts of each leg; negative is short.
  public var contracts: Double
  /// Time to expiry when opened.
  public var tenor: TimeSpan
  /// Time to expiry at or below which it is closed and reopened at `tenor`; zero lets it expire.
  public var roll: TimeSpan
  /// Units of the underlying in one contract.
  public var multiplier: Double
  /// Listed strikes are multiples of this; `nil` for any strike.
  public var strikeStep: Double?
  /// What premiums and payoffs are paid in.
  public var settlement: Settlement

  /// Where the strikes are put.
  public enum Shape: Sendable, Equatable {
    /// A call and a put with this absolute delta each.
    case strangle(delta: Double)
    /// A call and a put at one strike: where the call has this delta, or at the spot price.
    case straddle(delta: Double?)
  }

  /// A strategy of two legs.
  public init(
    _ shape: Shape, underlying: Int, contracts: Double, tenor: TimeSpan, roll: TimeSpan = .zero,
    multiplier: Double = 100, strikeStep: Double? = nil,
    settlement: Settlement = .linear
  ) {
    (self.shape, self.underlying, self.contracts) = (shape, underlying, contracts)
    (self.tenor, self.roll) = (tenor, roll)
    (self.multiplier, self.strikeStep, self.settlement) = (multiplier, strikeStep, settlement)
  }
}
