public import MarginCore

/// How one step's change in equity came about; the parts sum to the change less deposits.
///
/// Greek parts are a Taylor expansion of the book at the start of the step; `residual` is what
/// revaluation finds beyond it. Gains are positive, costs negative.
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
  /// Temporary market impact of ordinary trades.
  public var impact: Money = 0
  /// Costs of forced trades.
  public var liquidation: Money = 0
  /// Permanent market impact of ordinary trades; positive where unwinding gives it back.
  public var permanentImpact: Money = 0
  /// Fee for borrowing what is held short in spot.
  public var borrow: Money = 0
  /// Cost of the margin that the governing model locked up.
  public var marginFinancing: Money = 0
  /// Charm dS dt, where asked for.
  public var charm: Money = 0
  /// ⅙ speed dS³, where asked for.
  public var speed: Money = 0
  /// Rho × dr, where asked for.
  public var rho: Money = 0
  /// Change in the worth of collateral: coins held at the start of the step × the move of their price.
  ///
  /// What contracts pay in coin counts at its price when paid, in the part that earned it; a haircut
  /// on coins received is taken here.
  public var translation: Money = 0
  /// Substeps that the expansion took; not a part.
  public var substeps = 1
  /// Whether the residual of the whole step exceeded the threshold; not a part.
  public var isFlagged = false

  /// An attribution of nothing.
  public init() {}

  // A step begins with a copy of this: one made anew would be read back before it is written.
  static let none = Attribution()

  /// The parts with their names, in the order of `attribution.csv`.
  public var parts: [(name: String, amount: Money)] {
    [
      ("delta", delta), ("gamma", gamma), ("vega", vega), ("theta", theta), ("vanna", vanna),
      ("volga", volga), ("residual", residual), ("hedge", hedge), ("dividends", dividends),
      ("interest", interest), ("funding", funding), ("fees", fees), ("spread", spread),
      ("impact", impact), ("liquidation", liquidation), ("permanent_impact", permanentImpact),
      ("borrow", borrow), ("margin_financing", marginFinancing), ("charm", charm),
      ("speed", speed), ("rho", rho), ("translation", translation),
    ]
  }

  /// The sum of the parts: the change in equity apart from deposits.
  public var total: Money { parts.reduce(0) { $0 + $1.amount } }
}
