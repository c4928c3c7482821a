public import MarginCore

/// A book, the rules it lives under, and the margin models that govern it.
public struct Replay: Sendable {
  /// Money in the account before the first trade.
  public var deposit: Money
  /// Positions opened at the first step at the model's price.
  public var positions: [Position] = []
  /// Strategies opened at the first step and rolled.
  public var strategies: [RollingStrategy] = []
  /// Models that each govern an account of their own over the same path.
  public var models: [any MarginModel]
  /// Models computed on every governed book, acting on nothing.
  public var shadows: [any MarginModel] = []
  /// How delta is hedged.
  public var hedging = HedgePlan()
  /// What trading costs.
  public var costs = CostModel()
  /// How margin is enforced.
  public var settlement = SettlementRules()
  /// Continuously compounded interest on cash, credit and debit alike.
  public var interest: Rate = 0

  /// A replay of an account that starts with `deposit`.
  public init(deposit: Money, models: [any MarginModel]) {
    (self.deposit, self.models) = (deposit, models)
  }
}
