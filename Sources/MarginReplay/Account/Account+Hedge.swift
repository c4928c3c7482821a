internal import MarginCore

extension Account {
  /// Adjusts each underlying's hedge where the policy says so, or where one is held if `forced`.
  @inline(__always)
  mutating func hedge(in market: MarketState, forced: Bool = false) {
    for underlying in lastHedge.indices {
      if duties.hedgesWithOption { neutralise(underlying, in: market, forced: forced) }
      if duties.hedges, forced || mayHedge(underlying, in: market) {
        hedgeDelta(underlying, in: market, forced: forced)
      }
    }
  }

  /// Without a delta, as on a surface without a positive price, the hedge stays as it is.
  @inline(never)
  private mutating func hedgeDelta(_ underlying: Int, in market: MarketState, forced: Bool) {
    let held = values.size(hedgeSlot(underlying))
    let book = hedgedBook(underlying, in: market)
    let heldDelta = held.isHeld ? held.units * values.known(hedgeSlot(underlying)).delta : 0
    let exposure = exposure(of: underlying, book, netDelta: book.delta + heldDelta, in: market)
    guard exposure.netDelta.magnitude < .infinity else { return }
    let atLeast: Double? = forced && held.isHeld ? 0 : nil
    guard let netDelta = plan.hedging.policy.netDelta(exposure) ?? atLeast else { return }
    adjustHedge(of: underlying, to: netDelta - book.delta, in: market)
  }

  private func mayHedge(_ underlying: Int, in market: MarketState) -> Bool {
    plan.hedging.policy.mayTrade(
      at: market.time, spot: market.spot(of: underlying), since: lastHedge[underlying])
  }

  /// Brings the delta of the hedge to `delta`.
  private mutating func adjustHedge(
    of underlying: Int, to delta: Double, in market: MarketState
  ) {
    let slot = hedgeSlot(underlying)
    if !values.size(slot).isHeld { chooseVehicle(underlying, in: market) }
    guard let perContract = deltaPerContract(slot, in: market) else { return }
    let target = plan.hedging.rounded(delta / perContract)
    trade(slot, to: target, .hedge, in: market)
    lastHedge[underlying] = LastHedge(time: market.time, spot: market.spot(of: underlying))
  }

  private func exposure(
    of underlying: Int, _ book: HedgedBook, netDelta: Double, in market: MarketState
  ) -> HedgeExposure {
    HedgeExposure(
      time: market.time, last: lastHedge[underlying], spot: market.spot(of: underlying),
      volatility: market.volatility(of: underlying),
      tradingDays: market.underlyings[underlying].tradingDays, netDelta: netDelta,
      optionUnits: book.optionUnits, curvature: book.curvature,
      cost: duties.looksBeyondDelta ? hedgeCost(on: underlying, in: market) : 0)
  }

  /// What the delta hedge is there for: the book and the option that hedges it.
  private func hedgedBook(_ underlying: Int, in market: MarketState) -> HedgedBook {
    var book = HedgedBook(spot: market.spot(of: underlying), rate: market.rate(of: underlying))
    book.add(delta: coinsPaid(by: underlying, in: market))
    if duties.holdsBook, hasHedged(on: underlying) {
      addHoldings(on: underlying, to: &book, in: market)
    }
    return book
  }

  private func addHoldings(
    on underlying: Int, to book: inout HedgedBook, in market: MarketState
  ) {
    if !duties.looksBeyondDelta, plan.hedging.dynamics == nil {
      values.addDeltas(of: bookSlots, on: underlying, into: &book)
      let options = hedgeSlot(lastHedge.count)..<portfolio.positions.count
      return values.addDeltas(of: options, on: underlying, into: &book)
    }
    let (state, time) = (market[underlying].following(plan.hedging.dynamics), market.time)
    for slot in portfolio.positions.indices where isHedged(slot, on: underlying) {
      let greeks =
        plan.hedging.dynamics == nil
        ? values.known(slot) : portfolio.positions[slot].instrument.greeks(in: state, at: time)
      book.add(delta: values.size(slot).units * greeks.delta)
      if duties.looksBeyondDelta {
        book.addCurvature(portfolio.positions[slot], greeks, in: state, at: time)
      }
    }
    if let adjustment = plan.hedging.adjustment ?? plan.hedging.policy.adjustment {
      adjust(&book, on: underlying, by: adjustment, state, in: market)
    }
  }

  private func adjust(
    _ book: inout HedgedBook, on underlying: Int, by adjustment: any DeltaAdjustment,
    _ state: UnderlyingState, in market: MarketState
  ) {
    let (curvature, cost) = (book.curvature, hedgeCost(on: underlying, in: market))
    for slot in portfolio.positions.indices where isHedged(slot, on: underlying) {
      let position = portfolio.positions[slot]
      guard let option = position.instrument.option,
        let factor = adjustment.varianceFactor(
          of: state.volatility(of: option, at: market.time), in: curvature, cost: cost)
      else { continue }
      book.adjust(position, by: factor, in: state, at: market.time)
    }
  }

  /// Whether there is anything to hedge.
  private func hasHedged(on underlying: Int) -> Bool {
    portfolio.positions.indices.contains { isHedged($0, on: underlying) }
  }

  /// Whether a slot is of the book, or the option that hedges it.
  private func isHedged(_ slot: Int, on underlying: Int) -> Bool {
    values.size(slot).isHeld && values.size(slot).underlying == underlying
      && (bookSlots.contains(slot) || slot >= hedgeSlot(lastHedge.count))
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
