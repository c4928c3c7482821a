internal import MarginCore

extension Account {
  /// Adjusts each underlying's hedge where the policy says so, or where one is held if `forced`.
  mutating func hedge(in market: MarketState, forced: Bool = false) {
    for underlying in lastHedge.indices {
      if let option = plan.hedging.option {
        neutralise(underlying, with: option, in: market, forced: forced)
      }
      hedgeDelta(underlying, in: market, forced: forced)
    }
  }

  /// Without a delta, as on a surface without a positive price, the hedge stays as it is.
  private mutating func hedgeDelta(_ underlying: Int, in market: MarketState, forced: Bool) {
    let slot = hedgeSlot(underlying)
    let held = portfolio.positions[slot]
    let book = hedgedBook(underlying, in: market)
    let heldDelta = held.units * unit(slot, in: market).delta
    let exposure = exposure(of: underlying, book, netDelta: book.delta + heldDelta, in: market)
    guard exposure.netDelta.magnitude < .infinity else { return }
    let isForced = forced && held.quantity != 0
    guard let netDelta = plan.hedging.policy.netDelta(exposure) ?? (isForced ? 0 : nil) else {
      return
    }
    if held.quantity == 0 { chooseVehicle(underlying, in: market) }
    guard let perContract = deltaPerContract(slot, in: market) else { return }
    let target = plan.hedging.rounded((netDelta - book.delta) / perContract)
    trade(slot, target - portfolio.positions[slot].quantity, .hedge, in: market)
    lastHedge[underlying] = LastHedge(time: market.time, spot: market[underlying].spot)
  }

  private func exposure(
    of underlying: Int, _ book: HedgedBook, netDelta: Double, in market: MarketState
  ) -> HedgeExposure {
    let state = market[underlying]
    let days = market.underlyings[underlying].tradingDays
    return HedgeExposure(
      time: market.time, last: lastHedge[underlying], spot: state.spot,
      dailyDeviation: state.volatility / days.squareRoot(), netDelta: netDelta,
      optionUnits: book.optionUnits, curvature: book.curvature,
      cost: plan.costs.proportionalCost(at: market.time))
  }

  /// What the delta hedge is there for: the book and the option that hedges it.
  private func hedgedBook(_ underlying: Int, in market: MarketState) -> HedgedBook {
    let state = market[underlying].following(plan.hedging.dynamics)
    var book = HedgedBook(in: state)
    book.add(coins: coinsPaid(by: underlying, in: market))
    let held = hedgedSlots(on: underlying)
    for slot in held {
      let position = portfolio.positions[slot]
      let greeks =
        plan.hedging.dynamics == nil
        ? unit(slot, in: market) : position.instrument.greeks(in: state, at: market.time)
      book.add(position, greeks, in: state, at: market.time)
    }
    guard let adjustment = plan.hedging.adjustment ?? plan.hedging.policy.adjustment else {
      return book
    }
    for slot in held {
      let position = portfolio.positions[slot]
      guard let option = position.instrument.option,
        let factor = adjustment.varianceFactor(
          of: state.volatility(of: option, at: market.time), in: book.curvature,
          cost: plan.costs.proportionalCost(at: market.time))
      else { continue }
      book.adjust(position, by: factor, in: state, at: market.time)
    }
    return book
  }

  private func hedgedSlots(on underlying: Int) -> [Int] {
    let option = plan.hedging.option == nil ? [] : [optionHedgeSlot(underlying)]
    return (Array(bookSlots) + option).filter {
      let position = portfolio.positions[$0]
      return position.quantity != 0 && position.instrument.underlying == underlying
    }
  }

  private mutating func chooseVehicle(_ underlying: Int, in market: MarketState) {
    place(
      plan.hedging.instrument(on: underlying, at: market.time), in: hedgeSlot(underlying),
      for: .hedge, market)
  }

  /// Units of delta that one more contract brings; `nil` for an inverse one at a price not above 0.
  private func deltaPerContract(_ slot: Int, in market: MarketState) -> Double? {
    let instrument = portfolio.positions[slot].instrument
    let greeks = unit(slot, in: market)
    let units = Position(instrument, quantity: 1, settledPrice: greeks.value).units
    let delta = units * greeks.delta
    return delta.magnitude > 0 && delta.magnitude < .infinity ? delta : nil
  }
}

extension CostModel {
  /// One-way cost of trading a hedge, apart from impact, as a fraction of its notional.
  func proportionalCost(at time: Timestamp) -> Double {
    let current = model(at: time)
    return current.fee + current.spreads.rate(current.halfSpread, at: time)
  }
}
