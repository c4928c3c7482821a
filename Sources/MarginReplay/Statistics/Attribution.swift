public import MarginCore

/// How one step's change in equity came about; the parts sum to the change less deposits.
///
/// Greek parts are a second-order Taylor expansion of the book at the start of the step; `residual`
/// is what revaluation finds beyond it. Gains are positive, costs negative.
public struct Attribution: Sendable, Equatable {
  /// Delta of the book × dS.
  public var delta: Money = 0
  /// ½ gamma dS².
  public var gamma: Money = 0
  /// Vega × dσ.
  public var vega: Money = 0
  /// Theta × dt.
  public var theta: Money = 0
  /// Vanna dS dσ.
  public var vanna: Money = 0
  /// ½ volga dσ².
  public var volga: Money = 0
  /// Change in the book's value that the expansion leaves unexplained.
  public var residual: Money = 0
  /// Gain of the hedge.
  public var hedge: Money = 0
  /// Dividends received on spot held, paid when short.
  public var dividends: Money = 0
  /// Interest on cash.
  public var interest: Money = 0
  /// Funding of perpetuals and of spot held, negative when paid.
  public var funding: Money = 0
  /// Fees of ordinary trades.
  public var fees: Money = 0
  /// Half-spreads paid on ordinary trades.
  public var spread: Money = 0
  /// Market impact of ordinary trades.
  public var impact: Money = 0
  /// Change in the worth of collateral: coins held at the start of the step × the move of their price.
  ///
  /// What contracts pay in coin counts at its price when paid, in the part that earned it; a haircut
  /// on coins received is taken here.
  public var translation: Money = 0
  /// Costs of forced trades.
  public var liquidation: Money = 0

  /// An attribution of nothing.
  public init() {}

  /// The parts with their names, in the order of `attribution.csv`.
  public var parts: [(name: String, amount: Money)] {
    [
      ("delta", delta), ("gamma", gamma), ("vega", vega), ("theta", theta), ("vanna", vanna),
      ("volga", volga), ("residual", residual), ("hedge", hedge), ("dividends", dividends),
      ("interest", interest), ("funding", funding), ("fees", fees), ("spread", spread),
      ("impact", impact), ("translation", translation),
      ("liquidation", liquidation),
    ]
  }

  /// The sum of the parts: the change in equity apart from deposits.
  public var total: Money { parts.reduce(0) { $0 + $1.amount } }
}
