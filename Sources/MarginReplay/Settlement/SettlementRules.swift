public import MarginCore

/// How margin is enforced.
public struct SettlementRules: Sendable, Equatable {
  /// How long an account has to meet a call.
  public var grace: Grace = .steps(0)
  /// How a call may be met with money from outside.
  public var cure: Cure = .none
  /// What is closed when a call is not met.
  public var liquidation: Liquidation = .partial
  /// Whether margin is checked before the step's hedge or after it.
  public var order: Order = .marginThenHedge

  /// Rules that liquidate at once, without deposits.
  public init() {}

  /// Time allowed between a call and liquidation.
  public enum Grace: Sendable, Equatable {
    /// A number of steps; 0 acts in the step of the call.
    case steps(Int)
    /// A length of time; the first step at or after it acts.
    case span(TimeSpan)
  }

  /// Money from outside.
  public enum Cure: Sendable, Equatable {
    /// No deposits.
    case none
    /// When due, pay in what restores initial margin, at most `limit` over the whole replay.
    case topUp(limit: Money)
  }

  /// What is closed by force.
  public enum Liquidation: Sendable, Equatable {
    /// The smallest reduction of the book that restores initial margin, else everything.
    case partial
    /// Everything.
    case full
  }

  /// Where in the step the margin check stands.
  public enum Order: String, Sendable, CaseIterable {
    /// Requirement, status and cure first, then roll and hedge: the order of the architecture.
    case marginThenHedge = "margin-then-hedge"
    /// Roll and hedge first, then requirement, status and cure.
    case hedgeThenMargin = "hedge-then-margin"
  }
}
