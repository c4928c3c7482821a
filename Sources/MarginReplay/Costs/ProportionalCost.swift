internal import MarginCore

extension CostModel {
  /// One-way cost of trading a little of `instrument`, as a fraction of its notional, ≥ 0.
  ///
  /// That is the λ of rules for costs in proportion to the trade. What depends on the trade's size, impact
  /// and a minimum fee, is not in it; a rebate above the spread counts as no cost.
  ///
  /// - Parameter volume: Notional traded within the fee tiers' window.
  func proportionalCost(
    of instrument: Instrument, in state: UnderlyingState, at time: Timestamp, volume: Money
  ) -> Double {
    var current = model(at: time)
    (current.impact, current.fees.minimum) = (nil, 0)
    let price = instrument.price(in: state, at: time)
    let notional = abs(instrument.units(of: 1, at: price) * price)
    guard notional > 0, notional.isFinite else { return 0 }
    let cost = current.cost(
      of: 1, instrument, at: price, in: state, tradingDays: 1, time: time, volume: volume)
    return max(0, cost.total / notional)
  }
}

extension Account {
  /// ``CostModel/proportionalCost(of:in:at:volume:)`` of the hedge of an underlying.
  func hedgeCost(on underlying: Int, in market: MarketState) -> Double {
    let window = plan.costs.model(at: market.time).fees.tiers.window
    var traded = volume
    return plan.costs.proportionalCost(
      of: plan.hedging.instrument(on: underlying, at: market.time), in: market[underlying],
      at: market.time, volume: traded.total(at: market.time, window: window))
  }
}
