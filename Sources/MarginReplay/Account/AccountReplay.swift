internal import MarginCore

/// One account over one history, under one governing model.
///
/// The order of a step is fixed:
/// interest, dividends and funding → mark → expiry and settlement → requirement → status → cure or liquidate →
/// roll → rebalance → hedge → costs → requirement again → record and attribute.
/// With `order: hedge-then-margin` roll, rebalancing and hedge come before the first requirement. A call is also
/// issued when the second requirement finds equity short, and is acted on in a later step.
struct AccountReplay {
  let plan: Replay
  let model: any MarginModel
  let history: MarketHistory
  var account: Account
  var log: AccountLog
  var last: Snapshot?
  var openCall: OpenCall?
  var paidIn: Money = 0
  var step: StepOutcome
  var isClosedOut = false

  /// What a step adds to the record beyond the state of the account.
  struct StepOutcome {
    var heldProfit: Money = 0
    var deposit: Money = 0
    var isLiquidated = false
    /// The requirement of the step's check, as long as nothing was traded or paid since.
    var checked: (requirement: MarginRequirement, trades: Int, cash: Money)?
  }

  init(plan: Replay, model: any MarginModel, history: MarketHistory) {
    (self.plan, self.model, self.history) = (plan, model, history)
    account = Account(plan: plan, underlyings: history.underlyings.count)
    log = AccountLog(model: model.id)
    step = StepOutcome()
  }

  /// Replays every step, telling `progress` how many are done.
  mutating func run(progress: (Int) -> Void) throws(ReplayError) -> AccountLog {
    for index in history.steps {
      if index & 63 == 0 { progress(index - history.firstStep) }
      let market = history[index]
      do throws(ModelError) {
        try advance(to: index, in: market)
      } catch {
        throw ReplayError(account: model.id, time: market.time, reason: error)
      }
    }
    return log
  }

  private mutating func advance(to index: Int, in market: MarketState) throws(ModelError) {
    step = StepOutcome()
    (account.attribution, account.trades) = (Attribution(), [])
    account.hedging = HedgeEntry()
    account.rebalancings = []
    if let last { account.translate(since: last, in: market) }
    if !isClosedOut { try live(index, in: market) }
    try record(at: index, in: market)
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

  private mutating func record(at index: Int, in market: MarketState) throws(ModelError) {
    let requirement = try requirement(in: market)
    let snapshot = Snapshot(of: account, in: market)
    let equity = account.portfolio.cash + snapshot.marketValue + snapshot.collateral
    if !isClosedOut, openCall == nil, equity < requirement.maintenance {
      issueCall(at: index, equity, requirement, in: market)
    }
    log.steps.append(
      StepRecord(
        time: market.time, equity: equity, cash: account.portfolio.cash,
        marketValue: snapshot.marketValue, collateral: snapshot.collateral, deposit: step.deposit,
        initialMargin: requirement.initial, maintenanceMargin: requirement.maintenance,
        status: status(equity, requirement), greeks: snapshot.greeks,
        attribution: account.attribution, heldProfit: step.heldProfit,
        hedging: account.hedgeEntry(isLive: !isClosedOut)))
    account.lockedMargin = requirement.initial
    log.trades += account.trades
    log.rebalancings += account.rebalancings
    recordPositions(snapshot, in: market)
    try recordMargin(requirement, in: market)
    last = snapshot
  }

  private func status(_ equity: Money, _ requirement: MarginRequirement) -> AccountStatus {
    if isClosedOut { return .closedOut }
    if step.isLiquidated { return .liquidated }
    if openCall != nil { return .called }
    return equity < requirement.initial ? .restricted : .sound
  }

  private mutating func recordPositions(_ snapshot: Snapshot, in market: MarketState) {
    let positions = account.portfolio.positions
    for slot in positions.indices where positions[slot].quantity != 0 {
      log.positions.append(
        PositionRecord(
          time: market.time, position: positions[slot], price: snapshot.prices[slot],
          value: snapshot.values[slot]))
    }
  }

  private mutating func recordMargin(
    _ requirement: MarginRequirement, in market: MarketState
  ) throws(ModelError) {
    log.margin.append(
      MarginRecord(time: market.time, model: model.id, requirement: requirement))
    for shadow in plan.shadows where shadow.id != model.id {
      let requirement = try shadow.requirement(for: account.portfolio, in: market)
      log.margin.append(
        MarginRecord(time: market.time, model: shadow.id, requirement: requirement))
    }
  }
}
