public import MarginCore

/// What a rebalanced account is measured against, on the same path.
///
/// Three accounts of the plan alone, without margin: one that rebalances and pays no costs, one that
/// buys the opening weights and keeps them, and the same without costs. Beside them, what the
/// components did on their own.
public struct RebalancingBenchmark: Sendable {
  /// Money in every account before its first trade.
  public let deposit: Money
  /// Time from the first step to the last.
  public let years: Years
  /// Equity at each step of the account that rebalances without costs.
  public let gross: [Money]
  /// Equity at each step of the account that buys, pays for it, and holds.
  public let hold: [Money]
  /// Equity at each step of the account that buys and holds without costs.
  public let holdGross: [Money]
  /// The components at the weights that the plan keeps; `nil` where its weights change.
  public let components: RebalancingComponents?
  /// Whether the replayed accounts hold nothing but the plan, so that they can be compared.
  public let isWholeBook: Bool

  init(of replay: Replay, keeping plan: RebalancingPlan, over history: MarketHistory) {
    deposit = replay.deposit
    years = history.years
    gross = RebalancingTwin(of: replay, rebalances: true, pays: false).wealth(over: history)
    hold = RebalancingTwin(of: replay, rebalances: false, pays: true).wealth(over: history)
    holdGross = RebalancingTwin(of: replay, rebalances: false, pays: false).wealth(over: history)
    components = plan.constantWeights.map {
      RebalancingComponents(
        weights: $0, underlyings: plan.weights.map(\.underlying), interest: replay.interest,
        history: history)
    }
    isWholeBook = replay.strategies.isEmpty && replay.positions.isEmpty
  }
}

/// An account that holds the weights of a plan and nothing else, and answers to nobody.
private struct RebalancingTwin {
  let plan: Replay
  let rebalances: Bool

  init(of replay: Replay, rebalances: Bool, pays: Bool) {
    var plan = Replay(deposit: replay.deposit, models: [])
    (plan.rebalancing, plan.interest) = (replay.rebalancing, replay.interest)
    if pays { plan.costs = replay.costs }
    (self.plan, self.rebalances) = (plan, rebalances)
  }

  /// Equity at the end of each step.
  func wealth(over history: MarketHistory) -> [Money] {
    var account = Account(plan: plan, underlyings: history.underlyings.count)
    var last: Snapshot?
    return history.steps.map { step in
      let market = history[step]
      (account.attribution, account.trades, account.rebalancings) = (Attribution(), [], [])
      if let last { account.accrue(since: last, in: market) }
      if last == nil || rebalances { account.rebalance(in: market) }
      let end = Snapshot(of: account, in: market)
      last = end
      return account.portfolio.cash + end.marketValue
    }
  }
}
