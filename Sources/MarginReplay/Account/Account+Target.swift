internal import MarginCore

extension Account {
  /// Brings a slot to `target` contracts or units.
  ///
  /// A difference of rounding is none: 0.4 − 0.3 is not 0.1 to the last bit, and nobody shall pay a
  /// minimum fee for the rest.
  mutating func trade(
    _ slot: Int, to target: Double, _ reason: TradeReason, in market: MarketState
  ) {
    let held = portfolio.positions[slot].quantity
    let (change, rounding) = (target - held, 1e-12 * max(held.magnitude, target.magnitude))
    // A target without bound is traded, so that the overflow is seen.
    if change.magnitude <= rounding, rounding < .infinity { return }
    trade(slot, change, reason, in: market)
  }
}
