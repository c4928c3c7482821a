internal import MarginCore

extension Account {
  /// Trades the hedging option of an underlying so that the book's gamma or vega is taken away.
  @inline(never)
  mutating func neutralise(_ underlying: Int, in market: MarketState, forced: Bool) {
    guard let hedge = plan.hedging.option else { return }
    let slot = optionHedgeSlot(underlying)
    if isSpent(slot, hedge, in: market) { closeOption(slot, in: market) }
    let book = bookSensitivity(hedge.neutral, on: underlying, in: market)
    let held = portfolio.positions[slot]
    let net = book + held.quantity * perContract(slot, hedge, in: market)
    let isForced = forced && held.quantity != 0
    guard net.magnitude > hedge.band * book.magnitude || isForced else { return }
    if held.quantity == 0 { openOption(underlying, hedge, in: market) }
    let unit = perContract(slot, hedge, in: market)
    guard unit.magnitude > 0, book.magnitude < .infinity else { return }
    let target = (-book / unit).rounded(toMultiplesOf: hedge.lot)
    trade(slot, to: target, .hedge, in: market)
  }

  /// Whether the option held is near expiry, or has less than a tenth of a new one's gamma or vega.
  private func isSpent(_ slot: Int, _ hedge: OptionHedge, in market: MarketState) -> Bool {
    let held = portfolio.positions[slot]
    guard held.quantity != 0, let option = held.instrument.option else { return false }
    if option.expiry <= market.time + hedge.roll { return true }
    let state = market[option.underlying]
    let new = Instrument.option(hedge.contract(on: option.underlying, in: state, at: market.time))
    let fresh = hedge.neutral.of(new.greeks(in: state, at: market.time)) * new.multiplier
    return perContract(slot, hedge, in: market).magnitude < 0.1 * fresh.magnitude
  }

  private mutating func closeOption(_ slot: Int, in market: MarketState) {
    trade(slot, -portfolio.positions[slot].quantity, .hedge, in: market)
  }

  private mutating func openOption(
    _ underlying: Int, _ hedge: OptionHedge, in market: MarketState
  ) {
    let contract = hedge.contract(on: underlying, in: market[underlying], at: market.time)
    place(.option(contract), in: optionHedgeSlot(underlying), for: .hedge, market)
  }

  private func perContract(_ slot: Int, _ hedge: OptionHedge, in market: MarketState) -> Double {
    portfolio.positions[slot].instrument.multiplier * hedge.neutral.of(unit(slot, in: market))
  }

  private func bookSensitivity(
    _ sensitivity: OptionHedge.Sensitivity, on underlying: Int, in market: MarketState
  ) -> Double {
    bookSlots.reduce(0) { sum, slot in
      let position = portfolio.positions[slot]
      guard position.quantity != 0, position.instrument.underlying == underlying else { return sum }
      return sum + position.units * sensitivity.of(unit(slot, in: market))
    }
  }

  /// Closes every hedge.
  mutating func closeHedges(in market: MarketState) {
    for slot in portfolio.positions.indices where portfolio.positions[slot].purpose == .hedge {
      trade(slot, -portfolio.positions[slot].quantity, .hedge, in: market)
    }
  }
}
