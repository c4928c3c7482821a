internal import MarginCore

extension Account {
  /// Pays the step's funding on notional at this step's price, in what each contract settles in.
  ///
  /// The notional of an inverse perpetual is its fixed amount of dollars. Spot stands for a perpetual
  /// where the book names none, as the hedge of options does; beside one it pays nothing, so that a
  /// holding financed by a perpetual pays funding once.
  mutating func payFunding(in market: MarketState) {
    guard lastHedge.indices.contains(where: { market.funding(of: $0) != 0 }) else { return }
    for position in portfolio.positions where position.quantity != 0 {
      guard position.instrument.expiry == nil else { continue }
      let state = market[position.instrument.underlying]
      guard state.funding != 0, paysFunding(position.instrument) else { continue }
      let units = position.instrument.units(of: position.quantity, at: state.spot)
      let payment = -units * state.spot * state.funding
      attribution.funding += payment
      settle(payment, of: position.instrument, at: state.spot, in: market)
    }
  }

  private func paysFunding(_ instrument: Instrument) -> Bool {
    guard case .spot(let underlying) = instrument else { return true }
    return !portfolio.positions.contains {
      if case .perpetual(let contract) = $0.instrument {
        contract.underlying == underlying
      } else {
        false
      }
    }
  }
}
