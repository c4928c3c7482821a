/// A holding of one instrument.
public struct Position: Sendable, Hashable {
  /// What is held.
  public let instrument: Instrument
  /// Contracts, or units of spot; positive is long.
  public var quantity: Double
  /// Why it is held.
  public let purpose: Purpose
  /// For a future or perpetual, the price up to which gains are paid; unused otherwise.
  public var settledPrice: Double
  /// A quoted price per unit that replaces the model's; `nil` inside a replay.
  public let quote: Double?

  /// Why a position is held: the book under study, or its hedge.
  public enum Purpose: String, Sendable {
    /// Part of the book under study.
    case book
    /// Held to offset the book's delta.
    case hedge
  }

  /// A position of `quantity` contracts or units, positive when long.
  public init(
    _ instrument: Instrument, quantity: Double, purpose: Purpose = .book, settledPrice: Double = 0,
    quote: Double? = nil
  ) {
    (self.instrument, self.quantity, self.purpose) = (instrument, quantity, purpose)
    (self.settledPrice, self.quote) = (settledPrice, quote)
  }
}

/// Positions and cash of one account.
public struct Portfolio: Sendable {
  /// The holdings, in the order they were opened.
  public var positions: [Position]
  /// Cash balance; negative when borrowed.
  public var cash: Money
  /// Assets other than cash that count for equity after a haircut.
  public var collateral: [Collateral]

  /// A portfolio of positions, cash and collateral.
  public init(positions: [Position] = [], cash: Money = 0, collateral: [Collateral] = []) {
    (self.positions, self.cash, self.collateral) = (positions, cash, collateral)
  }
}
