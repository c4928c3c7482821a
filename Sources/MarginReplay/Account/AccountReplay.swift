internal import MarginCore

/// One account on its way through a market, under one governing model.
///
/// The order of a step is fixed:
/// interest, dividends and funding → mark → expiry and settlement → requirement → status → cure or liquidate →
/// roll → rebalance → hedge → costs → requirement again → record and attribute.
/// With `order: hedge-then-margin` roll, rebalancing and hedge come before the first requirement. A call is also
/// issued when the second requirement finds equity short, and is acted on in a later step.
struct AccountReplay {
  let plan: Replay
  let model: any MarginModel
  var account: Account
  /// How many steps were taken before this one.
  private var index = 0
  private var last: Snapshot?
  /// Equity at the end of the step before.
  var lastEquity: Money
  var openCall: OpenCall?
  var paidIn: Money = 0
  var step = StepOutcome()
  var isClosedOut = false

  /// What a step adds to the record beyond the state of the account.
  struct StepOutcome {
    var heldProfit: Money = 0
    var deposit: Money = 0
    var isLiquidated = false
    /// The requirement of the step's check, as long as nothing was traded or paid since.
    var checked: (requirement: MarginRequirement, trades: Int, cash: Money)?
    /// Calls that ended in the step, and those issued in it that have not.
    var calls: [CallRecord] = []
    var liquidations: [LiquidationRecord] = []
    var waterfall: [WaterfallRecord] = []
  }

  init(plan: Replay, model: any MarginModel, underlyings: Int) {
    (self.plan, self.model) = (plan, model)
    account = Account(plan: plan, underlyings: underlyings)
    lastEquity = plan.deposit
  }

  /// Moves on to `market` and tells what happened.
  mutating func advance(to market: MarketState) throws(ReplayError) -> AccountStep {
    do throws(ModelError) {
      step = StepOutcome()
      account.beginStep(in: market)
      if let last { account.translate(since: last, in: market) }
      if !isClosedOut { try live(index, in: market) }
      defer { index += 1 }
      return try record(at: index, in: market)
    } catch {
      throw ReplayError(account: model.id, time: market.time, reason: error)
    }
  }

  private mutating func live(_ index: Int, in market: MarketState) throws(ModelError) {
    guard let last else {
      account.open(in: market)
      account.rebalance(in: market)
      return account.hedge(in: market)
    }
    account.accrue(since: last, in: market)
    step.heldProfit = account.mark(since: last, in: market)
    account.settleExpired(in: market)
    let hedgesFirst = plan.settlement.order == .hedgeThenMargin
    if hedgesFirst { rollAndHedge(in: market) }
    try enforce(at: index, in: market)
    if !hedgesFirst, !isClosedOut { rollAndHedge(in: market) }
  }

  private mutating func rollAndHedge(in market: MarketState) {
    account.roll(in: market)
    account.rebalance(in: market, isSuspended: step.isLiquidated, isCalled: openCall != nil)
    account.hedge(in: market)
  }

  /// What the governing model asks for now; computed once while the account stays as it is.
  mutating func requirement(in market: MarketState) throws(ModelError) -> MarginRequirement {
    if let checked = step.checked, checked.trades == account.trades.count,
      checked.cash == account.portfolio.cash
    {
      return checked.requirement
    }
    let requirement = try model.requirement(for: account.portfolio, in: market)
    step.checked = (requirement, account.trades.count, account.portfolio.cash)
    return requirement
  }

  private mutating func record(
    at index: Int, in market: MarketState
  ) throws(ModelError) -> AccountStep {
    let requirement = try requirement(in: market)
    let snapshot = Snapshot(of: account, in: market)
    let equity = account.portfolio.cash + snapshot.marketValue + snapshot.collateral
    if !isClosedOut, openCall == nil, equity < requirement.maintenance {
      issueCall(at: index, equity, requirement, in: market)
    }
    var record = AccountStep(
      model: model.id, record: stepRecord(equity, requirement, snapshot, at: market.time))
    record.positions = positions(snapshot, at: market.time)
    record.collateral = account.portfolio.collateral.map { CollateralRecord($0, in: market) }
    (record.trades, record.rebalancings) = (account.trades, account.rebalancings)
    record.margin = try margin(requirement, in: market)
    record.calls = step.calls + (openCall.flatMap { $0.step == index ? [$0.record] : [] } ?? [])
    (record.liquidations, record.waterfall) = (step.liquidations, step.waterfall)
    (last, lastEquity) = (snapshot, equity)
    account.lockedMargin = requirement.initial
    return record
  }

  private func stepRecord(
    _ equity: Money, _ requirement: MarginRequirement, _ snapshot: Snapshot, at time: Timestamp
  ) -> StepRecord {
    StepRecord(
      time: time, equity: equity, cash: account.portfolio.cash,
      marketValue: snapshot.marketValue, collateral: snapshot.collateral, deposit: step.deposit,
      initialMargin: requirement.initial, maintenanceMargin: requirement.maintenance,
      status: status(equity, requirement), greeks: snapshot.greeks,
      attribution: account.attribution, heldProfit: step.heldProfit,
      hedging: account.hedgeEntry(isLive: !isClosedOut))
  }

  private func status(_ equity: Money, _ requirement: MarginRequirement) -> AccountStatus {
    if isClosedOut { return .closedOut }
    if step.isLiquidated { return .liquidated }
    if openCall != nil { return .called }
    return equity < requirement.initial ? .restricted : .sound
  }

  private func positions(_ snapshot: Snapshot, at time: Timestamp) -> [PositionRecord] {
    let positions = account.portfolio.positions
    var records: [PositionRecord] = []
    records.reserveCapacity(positions.count)
    for (slot, position) in positions.enumerated() where position.quantity != 0 {
      records.append(
        PositionRecord(
          time: time, position: position, price: snapshot.prices[slot],
          value: snapshot.values[slot]))
    }
    return records
  }

  private func margin(
    _ requirement: MarginRequirement, in market: MarketState
  ) throws(ModelError) -> [MarginRecord] {
    var records = [MarginRecord(time: market.time, model: model.id, requirement: requirement)]
    for shadow in plan.shadows where shadow.id != model.id {
      let requirement = try shadow.requirement(for: account.portfolio, in: market)
      records.append(MarginRecord(time: market.time, model: shadow.id, requirement: requirement))
    }
    return records
  }
}
