internal import MarginCore

extension Account {
  /// Brings the weights of the plan back where its trigger says so, and records them.
  ///
  /// The trade finances itself: after paying for it the weights are those wanted of what is left. An
  /// account under a margin call may only become smaller.
  @inline(__always)
  mutating func rebalance(
    in market: MarketState, isSuspended: Bool = false, isCalled: Bool = false
  ) {
    if duties.rebalances {
      rebalanceAll(in: market, isSuspended: isSuspended, isCalled: isCalled)
    }
  }

  @inline(never)
  private mutating func rebalanceAll(
    in market: MarketState, isSuspended: Bool, isCalled: Bool
  ) {
    guard let rebalancing = plan.rebalancing else { return }
    let wealth = equity(in: market)
    let prices = rebalancing.weights.map { market[$0.underlying].spot }
    let weights = zip(rebalancedSlots, prices).map {
      portfolio.positions[$0].quantity * $1 / wealth
    }
    let exposure = exposure(rebalancing, wealth, in: market)
    let drift = WeightDrift(
      time: market.time, lastTrade: lastRebalance ?? market.time, weights: weights,
      targets: rebalancing.weights.map { $0.weight * exposure })
    let outcome =
      isSuspended ? .suspended : trade(drift, wealth, prices, isCalled: isCalled, in: market)
    record(drift, outcome, wealth, prices)
  }

  private mutating func exposure(
    _ rebalancing: RebalancingPlan, _ wealth: Money, in market: MarketState
  ) -> Double {
    guard wealth > 0, wealth.isFinite else { return 0 }
    if opened == nil { opened = market.time }
    return rebalancing.exposure.exposure(
      for: Allocation(
        market: market, weights: rebalancing.weights, wealth: wealth, deposit: plan.deposit,
        age: opened?.years(until: market.time) ?? 0))
  }

  private mutating func trade(
    _ drift: WeightDrift, _ wealth: Money, _ prices: [Double], isCalled: Bool,
    in market: MarketState
  ) -> RebalancingOutcome {
    guard wealth > 0, wealth.isFinite else { return .noWealth }
    guard prices.allSatisfy({ $0 > 0 && $0.isFinite }) else { return .noPrice }
    guard let wanted = destination(of: drift) else { return .held }
    if isCalled, wanted.grossWeight > drift.weights.grossWeight { return .suspended }
    let left = SelfFinancing.wealth(from: wealth) { left in
      let trial = holding(wanted, of: left, prices, in: market)
      return trial.trades.dropFirst(trades.count).reduce(0) { $0 + $1.cost.total }
    }
    guard let left else { return .unaffordable }
    let after = holding(wanted, of: left, prices, in: market)
    guard after.trades.count > trades.count else { return .held }
    self = after
    let isFirst = lastRebalance == nil
    lastRebalance = market.time
    return isFirst ? .opened : .traded
  }

  /// The first trade goes to the target, whatever the trigger says.
  private func destination(of drift: WeightDrift) -> [Double]? {
    lastRebalance == nil ? drift.targets : plan.rebalancing?.trigger.destination(of: drift)
  }

  /// The account after trading to these weights of `wealth`.
  private func holding(
    _ weights: [Double], of wealth: Money, _ prices: [Double], in market: MarketState
  ) -> Account {
    var account = self
    let reason = lastRebalance == nil ? TradeReason.open : .rebalance
    for ((slot, weight), price) in zip(zip(rebalancedSlots, weights), prices) {
      account.trade(slot, to: weight * wealth / price, reason, in: market)
    }
    return account
  }

  private mutating func record(
    _ drift: WeightDrift, _ outcome: RebalancingOutcome, _ wealth: Money, _ prices: [Double]
  ) {
    for (index, slot) in rebalancedSlots.enumerated() {
      let held = portfolio.positions[slot].quantity * prices[index]
      let isTraded = outcome == .opened || outcome == .traded
      rebalancings.append(
        RebalancingRecord(
          time: drift.time, underlying: portfolio.positions[slot].instrument.underlying,
          wealth: wealth, weight: wealth > 0 ? drift.weights[index] : .nan,
          target: drift.targets[index],
          traded: isTraded ? held - drift.weights[index] * wealth : 0, outcome: outcome))
    }
  }
}

extension [Double] {
  /// What weights are worth together, long or short.
  fileprivate var grossWeight: Double { reduce(0) { $0 + abs($1) } }
}
