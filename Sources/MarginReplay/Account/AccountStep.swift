public import MarginCore

/// What one step did to one account.
public struct AccountStep: Sendable {
  /// The governing model's id.
  public let model: String
  /// The account at the end of the step.
  public var record: StepRecord
  /// Holdings at the end of the step.
  public var positions: [PositionRecord] = []
  /// Every trade of the step, voluntary and forced.
  public var trades: [TradeRecord] = []
  /// Requirements at the end of the step: the governing model first, then shadow models.
  public var margin: [MarginRecord] = []
  /// Margin calls that were issued or ended in the step, as they stand at its end, by time of issue.
  ///
  /// At most one call is open at a time, so that the first of these is the one that was open before
  /// the step, if there was one.
  public var calls: [CallRecord] = []
  /// Forced reductions of the book.
  public var liquidations: [LiquidationRecord] = []
  /// Who paid for losses beyond equity.
  public var waterfall: [WaterfallRecord] = []

  /// Coins and other assets beside cash at the end of the step.
  public var collateral: [CollateralRecord] = []
  /// The weights of rebalanced holdings; empty without rebalancing.
  public var rebalancings: [RebalancingRecord] = []

  /// A step of the account that `model` governs, in which nothing happened.
  public init(model: String, record: StepRecord) {
    (self.model, self.record) = (model, record)
  }

  /// The step's moment.
  public var time: Timestamp { record.time }

  /// The calls that were issued in the step.
  public var issuedCalls: [CallRecord] { calls.filter { $0.issued == time } }
}

/// One step of a replay: the market, and every account at the end of it.
public struct ReplayStep: Sendable {
  /// The step's moment.
  public let time: Timestamp
  /// Price and volatility of each underlying.
  public let market: [Quote]
  /// One step for each governing margin model, in the order of the experiment.
  public let accounts: [AccountStep]

  /// What an underlying stood at.
  public struct Quote: Sendable, Equatable {
    /// Price.
    public let spot: Double
    /// Implied volatility.
    public let volatility: Volatility

    /// A price with a volatility.
    public init(spot: Double, volatility: Volatility) {
      (self.spot, self.volatility) = (spot, volatility)
    }
  }

  /// A step at `time`.
  public init(time: Timestamp, market: [Quote], accounts: [AccountStep]) {
    (self.time, self.market, self.accounts) = (time, market, accounts)
  }
}
