internal import MarginCore

/// One account in the middle of a step: what it holds and what the step has done to it so far.
///
/// Slots of `portfolio.positions` are fixed: two legs for each strategy, then the explicit positions,
/// then one hedge for each underlying, then one hedging option for each if the plan has any. An empty
/// slot has quantity 0. A copy is a trial of what might be done.
struct Account {
  let plan: Replay
  var portfolio: Portfolio
  /// Contracts each strategy trades at its next roll; negative is short.
  var strategySizes: [Double]
  /// When each underlying's hedge was last adjusted.
  var lastHedge: [LastHedge?]
  /// This step's attribution so far.
  var attribution = Attribution()
  /// This step's trades so far.
  var trades: [TradeRecord] = []

  let explicitSlots: Range<Int>

  init(plan: Replay, underlyings: Int) {
    self.plan = plan
    strategySizes = plan.strategies.map(\.contracts)
    lastHedge = Array(repeating: nil, count: underlyings)
    let legs = plan.strategies.flatMap { strategy in
      Array(repeating: Position(.spot(underlying: strategy.underlying), quantity: 0), count: 2)
    }
    let explicit = plan.positions.map { Position($0.instrument, quantity: 0) }
    let hedges = (0..<underlyings).map {
      Position(.spot(underlying: $0), quantity: 0, purpose: .hedge)
    }
    let options = plan.hedging.option == nil ? [] : hedges
    explicitSlots = legs.count..<legs.count + explicit.count
    portfolio = Portfolio(positions: legs + explicit + hedges + options, cash: plan.deposit)
  }

  var bookSlots: Range<Int> { 0..<explicitSlots.upperBound }
  func hedgeSlot(_ underlying: Int) -> Int { explicitSlots.upperBound + underlying }
  func optionHedgeSlot(_ underlying: Int) -> Int { hedgeSlot(underlying) + lastHedge.count }
  func legSlots(_ strategy: Int) -> Range<Int> { 2 * strategy..<2 * strategy + 2 }

  /// Buys (or sells, when negative) `quantity` of what the slot holds, at the model's price.
  mutating func trade(
    _ slot: Int, _ quantity: Double, _ reason: TradeReason, in market: MarketState
  ) {
    guard quantity != 0 else { return }
    let instrument = portfolio.positions[slot].instrument
    let underlying = instrument.underlying
    let price = instrument.price(in: market[underlying], at: market.time)
    let cost = plan.costs.cost(
      of: quantity, instrument, at: price, in: market[underlying],
      tradingDays: market.underlyings[underlying].tradingDays, forced: reason == .liquidation)
    exchange(slot, quantity, at: price)
    pay(cost, for: reason)
    trades.append(
      TradeRecord(
        time: market.time, instrument: instrument, quantity: quantity, price: price,
        reason: reason, cost: cost))
  }

  private mutating func exchange(_ slot: Int, _ quantity: Double, at price: Double) {
    portfolio.positions[slot].quantity += quantity
    portfolio.positions[slot].settledPrice = price
    if portfolio.positions[slot].instrument.paysVariation { return }
    portfolio.cash -= quantity * portfolio.positions[slot].instrument.multiplier * price
  }

  private mutating func pay(_ cost: TradeCost, for reason: TradeReason) {
    portfolio.cash -= cost.total
    if reason == .liquidation {
      attribution.liquidation -= cost.total
    } else {
      attribution.fees -= cost.fee
      attribution.spread -= cost.spread
      attribution.impact -= cost.impact
    }
  }
}
