internal import MarginCore

/// One account in the middle of a step: what it holds and what the step has done to it so far.
///
/// Slots of `portfolio.positions` are fixed: two legs for each strategy, then the explicit positions,
/// then the rebalanced holdings, then one hedge for each underlying, then one hedging option for each if
/// the plan has any. An empty slot has quantity 0. A copy is a trial of what might be done.
struct Account {
  let plan: Replay
  var portfolio: Portfolio
  /// Contracts each strategy trades at its next roll; negative is short.
  var strategySizes: [Double]
  /// When each underlying's hedge was last adjusted.
  var lastHedge: [LastHedge?]
  /// When the rebalanced holdings were last traded.
  var lastRebalance: Timestamp?
  /// The first step at which there was something to rebalance.
  var opened: Timestamp?
  /// This step's weights.
  var rebalancings: [RebalancingRecord] = []
  /// This step's attribution so far.
  var attribution = Attribution()
  /// This step's part of the gamma drag ledger so far.
  var hedging = HedgeEntry()
  /// What moving each underlying's price for good has cost so far.
  var moved: [PermanentImpact]
  /// Notional traded lately, for fee tiers.
  var volume = TradedVolume()
  /// Initial margin that the governing model asked for at the last step.
  var lockedMargin: Money = 0
  /// What the slots are worth in this step.
  var values: SlotValues
  /// The end of the step before.
  var last = Snapshot()
  /// No option or future held ends before this; a bound, taken anew when it is reached.
  var nextExpiry = Timestamp.latest
  /// No strategy is due before this; a bound, taken anew when it is reached.
  var nextRoll = Timestamp.earliest
  /// This step's trades so far.
  var trades: [TradeRecord] = []

  let duties: Duties
  let explicitSlots: Range<Int>
  let rebalancedSlots: Range<Int>

  init(plan: Replay, underlyings: Int) {
    (self.plan, duties) = (plan, Duties(plan))
    strategySizes = plan.strategies.map(\.contracts)
    lastHedge = Array(repeating: nil, count: underlyings)
    moved = Array(repeating: PermanentImpact(), count: underlyings)
    let legs = plan.strategies.flatMap { strategy in
      Array(repeating: Position(.spot(underlying: strategy.underlying), quantity: 0), count: 2)
    }
    let explicit = plan.positions.map { Position($0.instrument, quantity: 0) }
    let rebalanced = (plan.rebalancing?.weights ?? []).map {
      Position(.spot(underlying: $0.underlying), quantity: 0)
    }
    let hedges = (0..<underlyings).map {
      Position(.spot(underlying: $0), quantity: 0, purpose: .hedge)
    }
    let options = plan.hedging.option == nil ? [] : hedges
    explicitSlots = legs.count..<legs.count + explicit.count
    rebalancedSlots = explicitSlots.upperBound..<explicitSlots.upperBound + rebalanced.count
    portfolio = Portfolio(
      positions: legs + explicit + rebalanced + hedges + options, cash: plan.deposit,
      collateral: plan.collateral)
    values = SlotValues(slots: portfolio.positions.count)
  }

  /// Forgets what the step before did.
  @inline(__always)
  mutating func beginStep() {
    (attribution, hedging) = (.none, .none)
    if !trades.isEmpty { trades = [] }
    if !rebalancings.isEmpty { rebalancings = [] }
  }

  /// Remembers the end of this step.
  @inline(__always)
  mutating func endStep(in market: MarketState, collateral: Money = 0) {
    last.end(at: market.time, collateral: collateral)
    if duties.looksBack {
      last.look(at: portfolio.positions[bookSlots], valuedAt: values, in: market)
    }
  }

  var bookSlots: Range<Int> { 0..<rebalancedSlots.upperBound }
  func hedgeSlot(_ underlying: Int) -> Int { rebalancedSlots.upperBound + underlying }
  func optionHedgeSlot(_ underlying: Int) -> Int { hedgeSlot(underlying) + lastHedge.count }
  func legSlots(_ strategy: Int) -> Range<Int> { 2 * strategy..<2 * strategy + 2 }

  /// Buys (or sells, when negative) `quantity` of what the slot holds, at the model's price.
  mutating func trade(
    _ slot: Int, _ quantity: Double, _ reason: TradeReason, in market: MarketState
  ) {
    guard quantity != 0 else { return }
    appraise(slot, in: market)
    let instrument = portfolio.positions[slot].instrument
    if let expiry = instrument.expiry { nextExpiry = min(nextExpiry, expiry) }
    let price = values.price(slot)
    let cost = cost(of: quantity, instrument, at: price, reason, in: market)
    if instrument.option != nil, portfolio.positions[slot].quantity == 0 {
      hedging.premium += abs(quantity) * instrument.multiplier * price
    }
    exchange(slot, quantity, at: price, in: market)
    settle(-cost.total, of: instrument, at: price, in: market)
    book(cost, for: reason)
    trades.append(
      TradeRecord(
        time: market.time, instrument: instrument, quantity: quantity, price: price,
        reason: reason, cost: cost))
  }

  /// What the trade costs; remembers what later costs depend on.
  private mutating func cost(
    of quantity: Double, _ instrument: Instrument, at price: Double, _ reason: TradeReason,
    in market: MarketState
  ) -> TradeCost {
    let (underlying, costs) = (instrument.underlying, plan.costs.model(at: market.time))
    let (state, days) = (market[underlying], market.underlyings[underlying].tradingDays)
    let tiers = costs.fees.tiers
    let traded = tiers.tiers.isEmpty ? 0 : volume.total(at: market.time, window: tiers.window)
    var cost = costs.cost(
      of: quantity, instrument, at: price, in: state, tradingDays: days,
      forced: reason == .liquidation, time: market.time, volume: traded)
    guard instrument.option == nil else { return cost }
    let units = instrument.units(of: quantity, at: price)
    if !tiers.tiers.isEmpty { volume.add(abs(units * price), at: market.time) }
    if let impact = costs.impact, impact.permanent != 0 {
      let slope = impact.slope(price, state.volatility, days)
      cost.permanent = moved[underlying].trade(units, slope: slope)
    }
    return cost
  }

  private mutating func exchange(
    _ slot: Int, _ quantity: Double, at price: Double, in market: MarketState
  ) {
    let instrument = portfolio.positions[slot].instrument
    portfolio.positions[slot].quantity += quantity
    portfolio.positions[slot].settledPrice = price
    values.resize(slot, portfolio.positions[slot])
    if slot < explicitSlots.lowerBound { nextRoll = .earliest }
    if instrument.paysVariation { return }
    settle(-quantity * instrument.multiplier * price, of: instrument, at: price, in: market)
  }

  private mutating func book(_ cost: TradeCost, for reason: TradeReason) {
    if reason == .liquidation {
      attribution.liquidation -= cost.total
    } else {
      attribution.fees -= cost.fee
      attribution.spread -= cost.spread
      attribution.impact -= cost.impact
      attribution.permanentImpact -= cost.permanent
    }
    if reason == .hedge { hedging.add(cost) }
  }
}
