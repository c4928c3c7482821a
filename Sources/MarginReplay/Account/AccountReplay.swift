public import MarginCore

/// One account on its way through a market, under one governing model.
///
/// It stands at the end of the last step it was moved on to, and tells what that step did. The order of
/// a step is fixed:
/// interest, dividends and funding → mark → expiry and settlement → requirement → status → cure or liquidate →
/// roll → rebalance → hedge → costs → requirement again → record and attribute.
/// With `order: hedge-then-margin` roll, rebalancing and hedge come before the first requirement. A call is also
/// issued when the second requirement finds equity short, and is acted on in a later step.
public struct AccountReplay: Sendable {
  let plan: Replay
  let model: any MarginModel
  var account: Account
  /// Cash, market value and collateral.
  public private(set) var equity: Money
  /// What the governing model asks for.
  public private(set) var requirement = MarginRequirement(
    initial: 0, maintenance: 0, components: [])
  /// Where the account stands.
  public private(set) var status = AccountStatus.sound
  /// How many steps were taken before this one.
  private var index = 0
  private let shadowModels: [any MarginModel]
  private var shadows: [MarginRecord] = []
  private var collateral: [CollateralRecord] = []
  private var marketValue: Money = 0
  private var collateralValue: Money = 0
  /// The account that was measured, as long as nothing was traded or paid since.
  private var measured: (trades: Int, cash: Money)?
  var openCall: OpenCall?
  var paidIn: Money = 0
  var step = StepOutcome()
  var isClosedOut = false

  /// What a step adds to the record beyond the state of the account.
  struct StepOutcome {
    /// Equity at the end of the step before.
    var opening: Money = 0
    var heldProfit: Money = 0
    var deposit: Money = 0
    var isLiquidated = false
    /// Calls that ended in the step.
    var calls: [CallRecord] = []
    var liquidations: [LiquidationRecord] = []
    var waterfall: [WaterfallRecord] = []
  }

  init(plan: Replay, model: any MarginModel, underlyings: Int) {
    (self.plan, self.model) = (plan, model)
    shadowModels = plan.shadows.filter { $0.id != model.id }
    account = Account(plan: plan, underlyings: underlyings)
    equity = plan.deposit
  }

  // What a step does is written out into it: of a step that is short, calls are a good part.
  /// Moves on to `market`.
  mutating func advance(to market: MarketState) throws(ReplayError) {
    do throws(ModelError) {
      beginStep(in: market)
      if !isClosedOut { try live(in: market) }
      try endStep(in: market)
      index += 1
    } catch {
      throw ReplayError(account: model.id, time: market.time, reason: error)
    }
  }

  @inline(__always)
  private mutating func beginStep(in market: MarketState) {
    step.clear(opening: equity)
    measured = nil
    account.beginStep()
    account.translate(in: market)
  }

  @inline(__always)
  private mutating func live(in market: MarketState) throws(ModelError) {
    guard account.last.time != nil else { return open(in: market) }
    account.accrue(in: market)
    step.heldProfit = account.mark(in: market)
    account.settleExpired(in: market)
    if plan.settlement.order == .hedgeThenMargin { return try hedgeThenEnforce(in: market) }
    try enforce(at: index, in: market)
    if !isClosedOut { rollAndHedge(in: market) }
  }

  private mutating func hedgeThenEnforce(in market: MarketState) throws(ModelError) {
    rollAndHedge(in: market)
    try enforce(at: index, in: market)
  }

  private mutating func open(in market: MarketState) {
    account.open(in: market)
    account.rebalance(in: market)
    account.hedge(in: market)
  }

  @inline(__always)
  private mutating func rollAndHedge(in market: MarketState) {
    account.roll(in: market)
    account.rebalance(in: market, isSuspended: step.isLiquidated, isCalled: openCall != nil)
    account.hedge(in: market)
  }

  /// Finds equity and asks the governing model.
  @inline(__always)
  mutating func measure(in market: MarketState) throws(ModelError) {
    requirement = try model.requirement(for: account.portfolio, in: market)
    marketValue = account.values.total
    if !account.portfolio.collateral.isEmpty {
      collateralValue = account.portfolio.collateralValue(in: market)
    }
    equity = account.portfolio.cash + marketValue + collateralValue
    measured = (account.trades.count, account.portfolio.cash)
  }

  private mutating func measureAgain(in market: MarketState) throws(ModelError) {
    try measure(in: market)
  }

  private var isMeasured: Bool {
    measured.map { $0 == (account.trades.count, account.portfolio.cash) } ?? false
  }

  @inline(__always)
  private mutating func endStep(in market: MarketState) throws(ModelError) {
    if !isMeasured { try measureAgain(in: market) }
    account.endStep(in: market, collateral: collateralValue)
    if !isClosedOut, openCall == nil, equity < requirement.maintenance {
      issueCall(at: index, equity, in: market)
    }
    if !account.portfolio.collateral.isEmpty {
      collateral = account.portfolio.collateral.map { CollateralRecord($0, in: market) }
    }
    if !shadowModels.isEmpty { try askShadows(in: market) }
    status = standing
    account.lockedMargin = requirement.initial
  }

  private var standing: AccountStatus {
    if isClosedOut { return .closedOut }
    if step.isLiquidated { return .liquidated }
    if openCall != nil { return .called }
    return equity < requirement.initial ? .restricted : .sound
  }

  private mutating func askShadows(in market: MarketState) throws(ModelError) {
    shadows.removeAll(keepingCapacity: true)
    for shadow in shadowModels {
      let requirement = try shadow.requirement(for: account.portfolio, in: market)
      shadows.append(MarginRecord(time: market.time, model: shadow.id, requirement: requirement))
    }
  }
}

extension AccountReplay.StepOutcome {
  @inline(__always)
  mutating func clear(opening: Money) {
    self.opening = opening
    (heldProfit, deposit, isLiquidated) = (0, 0, false)
    if !calls.isEmpty { calls = [] }
    if !liquidations.isEmpty { liquidations = [] }
    if !waterfall.isEmpty { waterfall = [] }
  }
}

extension AccountReplay {
  /// Equity less maintenance margin; a call is due when it is negative.
  public var excess: Money { equity - requirement.maintenance }

  /// Whether the step traded anything.
  public var hasTraded: Bool { !account.trades.isEmpty }

  /// Every trade of the step, voluntary and forced.
  public var trades: [TradeRecord] { account.trades }

  /// The account in one record.
  public var record: StepRecord {
    StepRecord(
      time: time, equity: equity, cash: account.portfolio.cash,
      marketValue: marketValue, collateral: collateralValue,
      deposit: step.deposit, initialMargin: requirement.initial,
      maintenanceMargin: requirement.maintenance, status: status, greeks: account.greeks,
      attribution: account.attribution, heldProfit: step.heldProfit,
      hedging: account.hedgeEntry(isLive: !isClosedOut))
  }

  /// Everything that the step did.
  ///
  /// - Precondition: A step was taken.
  public var outcome: AccountStep {
    var outcome = AccountStep(model: model.id, record: record)
    (outcome.positions, outcome.collateral) = (positions, collateral)
    (outcome.trades, outcome.rebalancings) = (account.trades, account.rebalancings)
    outcome.margin =
      [MarginRecord(time: time, model: model.id, requirement: requirement)] + shadows
    outcome.calls = step.calls + issuedCall
    (outcome.liquidations, outcome.waterfall) = (step.liquidations, step.waterfall)
    return outcome
  }

  private var time: Timestamp { account.last.time ?? Timestamp(microseconds: 0) }

  /// The call of the step that has not ended.
  private var issuedCall: [CallRecord] {
    openCall.flatMap { $0.step == index - 1 ? [$0.record] : [] } ?? []
  }

  private var positions: [PositionRecord] {
    var records: [PositionRecord] = []
    records.reserveCapacity(account.portfolio.positions.count)
    for (slot, position) in account.portfolio.positions.enumerated() where position.quantity != 0 {
      records.append(
        PositionRecord(
          time: time, position: position, price: account.values.price(slot),
          value: account.values.size(slot).worth))
    }
    return records
  }
}
