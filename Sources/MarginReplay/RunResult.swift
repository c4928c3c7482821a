public import MarginCore

/// Everything a replay found: one log per governed account, over one market path.
public struct RunResult: Sendable {
  /// The steps that were replayed.
  public private(set) var times: [Timestamp]
  /// What the underlyings did over those steps.
  public private(set) var market: [ObservedPath]
  /// One account per governing margin model, in the order of the experiment.
  public private(set) var accounts: [AccountLog]
  /// What rebalancing is measured against; `nil` without rebalancing.
  public var rebalancing: RebalancingBenchmark?

  /// A result over `times`.
  public init(
    times: [Timestamp], market: [ObservedPath], accounts: [AccountLog],
    rebalancing: RebalancingBenchmark? = nil
  ) {
    (self.times, self.market, self.accounts) = (times, market, accounts)
    self.rebalancing = rebalancing
  }

  /// A result without steps.
  public init(models: [String], underlyings: [String]) {
    self.init(
      times: [], market: underlyings.map { ObservedPath(name: $0, spot: [], volatility: []) },
      accounts: models.map { AccountLog(model: $0) })
  }

  /// Adds a step, which has as many underlyings and accounts as the result.
  public mutating func append(_ step: ReplayStep) {
    times.append(step.time)
    for (index, quote) in step.market.enumerated() { market[index].append(quote) }
    for (index, account) in step.accounts.enumerated() { accounts[index].append(account) }
  }
}

/// Price and volatility of one underlying, one value per replayed step.
public struct ObservedPath: Sendable {
  /// The underlying's name.
  public let name: String
  /// Price at each step.
  public private(set) var spot: [Double]
  /// Implied volatility at each step.
  public private(set) var volatility: [Volatility]

  /// The path of the underlying called `name`.
  public init(name: String, spot: [Double], volatility: [Volatility]) {
    (self.name, self.spot, self.volatility) = (name, spot, volatility)
  }

  mutating func append(_ quote: ReplayStep.Quote) {
    spot.append(quote.spot)
    volatility.append(quote.volatility)
  }
}

/// What happened to the account that one margin model governed.
public struct AccountLog: Sendable {
  /// The governing model's id.
  public let model: String
  /// One record per replayed step.
  public var steps: [StepRecord] = []
  /// Holdings at the end of each step.
  public var positions: [PositionRecord] = []
  /// Every trade, voluntary and forced.
  public var trades: [TradeRecord] = []
  /// Requirements at each step: the governing model first, then shadow models.
  public var margin: [MarginRecord] = []
  /// Margin calls, in the order they were issued.
  public var calls: [CallRecord] = []
  /// Forced reductions of the book.
  public var liquidations: [LiquidationRecord] = []
  /// Who paid for losses beyond equity.
  public var waterfall: [WaterfallRecord] = []
  /// Coins and other assets beside cash at the end of each step.
  public var collateral: [CollateralRecord] = []
  /// The weights of rebalanced holdings at each step; empty without rebalancing.
  public var rebalancings: [RebalancingRecord] = []

  /// An empty log for the account that `model` governs.
  public init(model: String) {
    self.model = model
  }

  /// Adds what one step did.
  public mutating func append(_ step: AccountStep) {
    steps.append(step.record)
    positions += step.positions
    trades += step.trades
    margin += step.margin
    if let call = calls.last, call.issued == step.calls.first?.issued { calls.removeLast() }
    calls += step.calls
    liquidations += step.liquidations
    waterfall += step.waterfall
    collateral += step.collateral
    rebalancings += step.rebalancings
  }
}

/// One account at the end of one step.
public struct StepRecord: Sendable {
  /// The step's moment.
  public var time: Timestamp
  /// Cash, market value and collateral.
  public var equity: Money
  /// Cash balance.
  public var cash: Money
  /// Market value of all positions; short options count negative.
  public var marketValue: Money
  /// Coins and other assets beside cash, after haircuts; negative when coins are owed.
  public var collateral: Money
  /// Money paid in from outside during the step.
  public var deposit: Money
  /// Equity needed to take the position on.
  public var initialMargin: Money
  /// Equity below which the account is called.
  public var maintenanceMargin: Money
  /// Where the account stands.
  public var status: AccountStatus
  /// Greeks of everything held, hedge included, in money per unit of spot, volatility and year.
  public var greeks: Greeks
  /// How the change in equity came about.
  public var attribution: Attribution
  /// Gain or loss over the step of the positions held into it, before any trade of the step.
  public var heldProfit: Money
  /// What the step adds to the gamma drag ledger beyond its attribution.
  public var hedging: HedgeEntry

  /// Equity less maintenance margin; a call is due when it is negative.
  public var excess: Money { equity - maintenanceMargin }

  /// A record of one step.
  public init(
    time: Timestamp, equity: Money, cash: Money, marketValue: Money, collateral: Money = 0,
    deposit: Money = 0, initialMargin: Money, maintenanceMargin: Money, status: AccountStatus,
    greeks: Greeks, attribution: Attribution, heldProfit: Money = 0,
    hedging: HedgeEntry = HedgeEntry()
  ) {
    (self.time, self.equity, self.cash) = (time, equity, cash)
    (self.marketValue, self.collateral, self.deposit) = (marketValue, collateral, deposit)
    (self.initialMargin, self.maintenanceMargin) = (initialMargin, maintenanceMargin)
    (self.status, self.greeks, self.attribution) = (status, greeks, attribution)
    (self.heldProfit, self.hedging) = (heldProfit, hedging)
  }
}

/// Where an account stands at the end of a step, from best to worst.
public enum AccountStatus: String, Sendable, CaseIterable {
  /// Equity covers initial margin.
  case sound
  /// Equity covers maintenance but not initial margin.
  case restricted
  /// A margin call is outstanding.
  case called
  /// Part of the book was closed by force in this step.
  case liquidated
  /// Everything was closed by force; the account no longer trades.
  case closedOut = "closed-out"
}

/// A holding at the end of a step.
public struct PositionRecord: Sendable {
  /// The step's moment.
  public let time: Timestamp
  /// The position, with its quantity at the end of the step.
  public let position: Position
  /// Price per unit of the underlying.
  public let price: Double
  /// Its part of the account's market value.
  public let value: Money

  /// A holding at one step.
  public init(time: Timestamp, position: Position, price: Double, value: Money) {
    (self.time, self.position, self.price, self.value) = (time, position, price, value)
  }
}

/// One trade.
public struct TradeRecord: Sendable {
  /// When it was made.
  public let time: Timestamp
  /// What was traded.
  public let instrument: Instrument
  /// Contracts or units; positive is bought.
  public let quantity: Double
  /// Price per unit before cost.
  public let price: Double
  /// Why it was made.
  public let reason: TradeReason
  /// What it cost beyond the price.
  public let cost: TradeCost

  /// A trade of `quantity` at `price`.
  public init(
    time: Timestamp, instrument: Instrument, quantity: Double, price: Double, reason: TradeReason,
    cost: TradeCost
  ) {
    (self.time, self.instrument, self.quantity) = (time, instrument, quantity)
    (self.price, self.reason, self.cost) = (price, reason, cost)
  }
}

/// Why a trade was made.
public enum TradeReason: String, Sendable, CaseIterable {
  /// The first purchase or sale of the book.
  case open
  /// A strategy moving to its next expiry.
  case roll
  /// Rebalanced holdings brought back to their weights.
  case rebalance
  /// A hedge adjustment.
  case hedge
  /// Cash settlement at expiry.
  case expiry
  /// Closed by force.
  case liquidation
}

/// What a trade costs beyond its price; every part ≥ 0 but permanent impact, which unwinding gives back,
/// and the fee where a venue pays its makers.
public struct TradeCost: Sendable, Equatable {
  /// Fees and commissions.
  public var fee: Money
  /// Half the bid-ask spread.
  public var spread: Money
  /// Temporary market impact.
  public var impact: Money
  /// Permanent market impact; negative where unwinding gives it back.
  public var permanent: Money

  /// A cost of four parts.
  public init(fee: Money = 0, spread: Money = 0, impact: Money = 0, permanent: Money = 0) {
    (self.fee, self.spread, self.impact) = (fee, spread, impact)
    self.permanent = permanent
  }

  /// The sum of the parts.
  public var total: Money { fee + spread + impact + permanent }

  /// Adds two costs part by part.
  public static func + (a: TradeCost, b: TradeCost) -> TradeCost {
    TradeCost(
      fee: a.fee + b.fee, spread: a.spread + b.spread, impact: a.impact + b.impact,
      permanent: a.permanent + b.permanent)
  }
}

/// A requirement computed on an account's book.
public struct MarginRecord: Sendable {
  /// When it was computed.
  public let time: Timestamp
  /// The model that computed it: the governing one or a shadow.
  public let model: String
  /// What it asked for.
  public let requirement: MarginRequirement

  /// What `model` asked for at `time`.
  public init(time: Timestamp, model: String, requirement: MarginRequirement) {
    (self.time, self.model, self.requirement) = (time, model, requirement)
  }
}

/// One margin call, from issue to outcome.
public struct CallRecord: Sendable {
  /// When equity was found below maintenance.
  public let issued: Timestamp
  /// Equity found at issue.
  public let equity: Money
  /// Maintenance margin at issue.
  public let maintenanceMargin: Money
  /// What would restore initial margin: initial margin less equity.
  public let amount: Money
  /// The moment from which the account may be liquidated; `nil` when grace is counted in steps.
  public let due: Timestamp?
  /// How it ended.
  public var outcome: CallOutcome
  /// When it ended; `nil` while open.
  public var closed: Timestamp?
  /// Money paid in to meet it.
  public var deposited: Money

  /// A call issued at `issued`.
  public init(
    issued: Timestamp, equity: Money, maintenanceMargin: Money, amount: Money, due: Timestamp?,
    outcome: CallOutcome = .open, closed: Timestamp? = nil, deposited: Money = 0
  ) {
    (self.issued, self.equity, self.maintenanceMargin) = (issued, equity, maintenanceMargin)
    (self.amount, self.due, self.outcome) = (amount, due, outcome)
    (self.closed, self.deposited) = (closed, deposited)
  }

  /// Whether it is outstanding.
  public var isOpen: Bool { outcome == .open }
}

/// How a margin call ended.
public enum CallOutcome: String, Sendable, CaseIterable {
  /// Still outstanding when the replay ended.
  case open
  /// The market, or a smaller book, brought equity back to maintenance.
  case recovered
  /// A deposit met it.
  case deposited
  /// Positions were closed by force.
  case liquidated
}

/// A forced reduction of the book.
public struct LiquidationRecord: Sendable {
  /// When it was carried out.
  public let time: Timestamp
  /// Share of the book closed, above 0 and at most 1.
  public let fraction: Double
  /// Equity before.
  public let equityBefore: Money
  /// Initial margin before.
  public let initialMarginBefore: Money
  /// Equity after, costs paid.
  public let equityAfter: Money
  /// Initial margin after.
  public let initialMarginAfter: Money
  /// Costs of the forced trades and the hedge that followed.
  public let cost: Money

  /// True when the whole book was closed.
  public var isFull: Bool { fraction >= 1 }

  /// A liquidation of `fraction` of the book.
  public init(
    time: Timestamp, fraction: Double, equityBefore: Money, initialMarginBefore: Money,
    equityAfter: Money, initialMarginAfter: Money, cost: Money
  ) {
    (self.time, self.fraction, self.cost) = (time, fraction, cost)
    (self.equityBefore, self.initialMarginBefore) = (equityBefore, initialMarginBefore)
    (self.equityAfter, self.initialMarginAfter) = (equityAfter, initialMarginAfter)
  }
}

/// One layer's payment towards the loss of a liquidated account.
public struct WaterfallRecord: Sendable {
  /// When the loss was crystallised.
  public let time: Timestamp
  /// Who paid.
  public let layer: WaterfallLayer
  /// How much, ≥ 0.
  public let amount: Money

  /// A payment by `layer`.
  public init(time: Timestamp, layer: WaterfallLayer, amount: Money) {
    (self.time, self.layer, self.amount) = (time, layer, amount)
  }
}

/// Who pays for a loss, in order.
public enum WaterfallLayer: String, Sendable, CaseIterable {
  /// The account itself: what its equity, down to zero, lost since the end of the step before.
  case accountEquity = "account-equity"
  /// Nobody in the account: the clearing broker or clearing house is owed it.
  case deficit
}
