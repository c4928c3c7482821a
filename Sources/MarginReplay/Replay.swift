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
  /// Index of the underlying whose rate is the interest instead, from step to step.
  public var interestFollows: Int?

  /// A replay of an account that starts with `deposit`.
  public init(deposit: Money, models: [any MarginModel]) {
    (self.deposit, self.models) = (deposit, models)
  }

  /// Replays every governed account over the steps of `history`.
  ///
  /// - Parameters:
  ///   - history: The path.
  ///   - progress: Told, now and then, how many steps of how many are done.
  /// - Throws: ``ReplayError`` when a model cannot margin the book at some step.
  public func run(
    over history: MarketHistory, progress: (_ done: Int, _ total: Int) -> Void = { _, _ in }
  ) throws(ReplayError) -> RunResult {
    var logs: [AccountLog] = []
    let steps = history.steps.count
    for (index, model) in models.enumerated() {
      var replay = AccountReplay(plan: self, model: model, history: history)
      logs.append(try replay.run { progress(index * steps + $0, models.count * steps) })
    }
    let states = history.steps.map { history[$0] }
    let observed = history.underlyings.enumerated().map { index, underlying in
      ObservedPath(
        name: underlying.name, spot: states.map { $0[index].spot },
        volatility: states.map { $0[index].volatility })
    }
    return RunResult(times: Array(history.times[history.steps]), market: observed, accounts: logs)
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
