public import MarginCore

/// What a rebalanced account is measured against, on the same path.
///
/// Three accounts of the plan alone, without margin: one that rebalances and pays no costs, one that
/// buys the opening weights and keeps them, and the same without costs. Beside them, what the
/// components did on their own.
public struct RebalancingBenchmark: Sendable {
  /// Money in every account before its first trade.
  public let deposit: Money
  /// Equity at each step of the account that rebalances without costs.
  public private(set) var gross: [Money] = []
  /// Equity at each step of the account that buys, pays for it, and holds.
  public private(set) var hold: [Money] = []
  /// Equity at each step of the account that buys and holds without costs.
  public private(set) var holdGross: [Money] = []
  /// Whether the replayed accounts hold nothing but the plan, so that they can be compared.
  public let isWholeBook: Bool

  /// Those of ``gross``, ``hold`` and ``holdGross``.
  private var twins: [RebalancingTwin]
  private var own: ComponentReturns?
  private var first: Timestamp?
  private var last: Timestamp?

  /// The accounts of `replay` before their first step.
  init(of replay: Replay, keeping plan: RebalancingPlan, underlyings: Int) {
    deposit = replay.deposit
    isWholeBook = replay.strategies.isEmpty && replay.positions.isEmpty
    twins = [
      RebalancingTwin(of: replay, underlyings, rebalances: true, pays: false),
      RebalancingTwin(of: replay, underlyings, rebalances: false, pays: true),
      RebalancingTwin(of: replay, underlyings, rebalances: false, pays: false),
    ]
    own = plan.constantWeights.map { weights in
      ComponentReturns(
        weights: weights, underlyings: plan.weights.map(\.underlying), interest: replay.interest,
        interestFollows: replay.interestFollows)
    }
  }

  /// Moves every account on to `market`.
  mutating func advance(to market: MarketState) {
    gross.append(twins[0].wealth(in: market))
    hold.append(twins[1].wealth(in: market))
    holdGross.append(twins[2].wealth(in: market))
    own?.advance(to: market)
    if first == nil { first = market.time }
    last = market.time
  }

  /// Time from the first step to the last.
  public var years: Years {
    guard let first, let last else { return 0 }
    return first.years(until: last)
  }

  /// The components at the weights that the plan keeps; `nil` where its weights change.
  public var components: RebalancingComponents? {
    own.map { RebalancingComponents($0, years: years) }
  }
}

/// An account that holds the weights of a plan and nothing else, and answers to nobody.
private struct RebalancingTwin {
  private let rebalances: Bool
  private var account: Account

  init(of replay: Replay, _ underlyings: Int, rebalances: Bool, pays: Bool) {
    var plan = Replay(deposit: replay.deposit, models: [])
    (plan.rebalancing, plan.interest) = (replay.rebalancing, replay.interest)
    plan.interestFollows = replay.interestFollows
    if pays { plan.costs = replay.costs }
    account = Account(plan: plan, underlyings: underlyings)
    self.rebalances = rebalances
  }

  /// Moves on to `market` and returns the equity there.
  mutating func wealth(in market: MarketState) -> Money {
    account.beginStep()
    account.accrue(in: market)
    _ = account.revalue(in: market)
    if account.last.time == nil || rebalances { account.rebalance(in: market) }
    account.endStep(in: market)
    return account.equity(in: market)
  }
}
