internal import MarginCore

extension Account {
  /// Adjusts each underlying's hedge where the policy says so, or where one is held if `forced`.
  mutating func hedge(in market: MarketState, forced: Bool = false) {
    for underlying in lastHedge.indices { hedge(underlying, in: market, forced: forced) }
  }

  private mutating func hedge(_ underlying: Int, in market: MarketState, forced: Bool) {
    let slot = hedgeSlot(underlying)
    let state = market[underlying]
    let held = portfolio.positions[slot]
    let delta = bookDelta(on: underlying, in: market)
    let heldDelta = held.units * held.instrument.greeks(in: state, at: market.time).delta
    let exposure = HedgeExposure(
      time: market.time, lastHedge: lastHedge[underlying], netDelta: delta + heldDelta,
      optionUnits: optionUnits(on: underlying))
    guard plan.hedging.policy.adjusts(exposure) || (forced && held.quantity != 0) else { return }
    chooseVehicle(underlying, at: market.time)
    let perContract = deltaPerContract(slot, in: market)
    let target = plan.hedging.rounded(-delta / perContract)
    trade(slot, target - portfolio.positions[slot].quantity, .hedge, in: market)
    lastHedge[underlying] = market.time
  }

  private func bookDelta(on underlying: Int, in market: MarketState) -> Double {
    bookSlots.reduce(0) { sum, slot in
      let position = portfolio.positions[slot]
      guard position.quantity != 0, position.instrument.underlying == underlying else { return sum }
      return sum
        + position.units * position.instrument.greeks(in: market[underlying], at: market.time).delta
    }
  }

  /// Units of the underlying that options are written on: the larger of calls and puts.
  private func optionUnits(on underlying: Int) -> Double {
    func units(_ right: OptionRight) -> Double {
      bookSlots.reduce(0) { sum, slot in
        let position = portfolio.positions[slot]
        guard let option = position.instrument.option, option.right == right,
          option.underlying == underlying
        else { return sum }
        return sum + abs(position.units)
      }
    }
    return max(units(.call), units(.put))
  }

  private mutating func chooseVehicle(_ underlying: Int, at time: Timestamp) {
    let slot = hedgeSlot(underlying)
    guard case .future(let tenor, let multiplier) = plan.hedging.vehicle,
      portfolio.positions[slot].quantity == 0
    else { return }
    let contract = FutureContract(
      underlying: underlying, expiry: time + tenor, multiplier: multiplier)
    portfolio.positions[slot] = Position(.future(contract), quantity: 0, purpose: .hedge)
  }

  private func deltaPerContract(_ slot: Int, in market: MarketState) -> Double {
    let instrument = portfolio.positions[slot].instrument
    let greeks = instrument.greeks(in: market[instrument.underlying], at: market.time)
    return instrument.multiplier * greeks.delta
  }
}

extension HedgePlan {
  /// The nearest tradable quantity; halves round up.
  func rounded(_ quantity: Double) -> Double {
    guard let lot else { return quantity }
    return (quantity / lot + 0.5).rounded(.down) * lot
  }
}
