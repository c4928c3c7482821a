public import MarginCore

/// A book, the rules it lives under, and the margin models that govern it.
public struct Replay: Sendable {
  /// Money in the account before the first trade.
  public var deposit: Money
  /// Assets pledged beside cash from the first step on.
  public var collateral: [Collateral] = []
  /// Positions opened at the first step at the model's price.
  public var positions: [Position] = []
  /// Strategies opened at the first step and rolled.
  public var strategies: [RollingStrategy] = []
  /// Models that each govern an account of their own over the same path.
  public var models: [any MarginModel]
  /// Models computed on every governed book, acting on nothing.
  public var shadows: [any MarginModel] = []
  /// Holdings that are kept at weights; `nil` for none.
  public var rebalancing: RebalancingPlan?
  /// How delta is hedged.
  public var hedging = HedgePlan()
  /// What trading costs.
  public var costs = CostModel()
  /// How profit is attributed.
  public var attribution = AttributionPlan()
  /// How margin is enforced.
  public var settlement = SettlementRules()
  /// Continuously compounded interest on cash; on borrowed cash too where ``Financing/debit`` is `nil`.
  public var interest: Rate = 0
  /// Index of the underlying whose rate is the interest instead, from step to step.
  public var interestFollows: Int?

  /// A replay of an account that starts with `deposit`.
  public init(deposit: Money, models: [any MarginModel]) {
    (self.deposit, self.models) = (deposit, models)
  }

  /// Replays every governed account over the steps of `history`, and keeps everything.
  ///
  /// - Parameters:
  ///   - history: The path.
  ///   - progress: Told, now and then, how many steps of how many are done.
  /// - Throws: ``ReplayError`` when a model cannot margin the book at some step.
  public func run(
    over history: MarketHistory, progress: (_ done: Int, _ total: Int) -> Void = { _, _ in }
  ) throws(ReplayError) -> RunResult {
    var running = RunningReplay(self, underlyings: history.underlyings.count)
    var result = RunResult(
      models: models.map(\.id), underlyings: history.underlyings.map(\.name))
    for index in history.steps {
      let done = index - history.firstStep
      if done & 63 == 0 { progress(done, history.steps.count) }
      try running.advance(to: history[index])
      result.append(running.step)
    }
    result.rebalancing = running.benchmark
    return result
  }
}

/// A model that failed, with the account and the step at which it did.
public struct ReplayError: Error, Sendable, Equatable {
  /// The governing model of the account.
  public let account: String
  /// The step's moment.
  public let time: Timestamp
  /// What went wrong.
  public let reason: ModelError

  /// A failure of the account that `account` governs.
  public init(account: String, time: Timestamp, reason: ModelError) {
    (self.account, self.time, self.reason) = (account, time, reason)
  }
}
