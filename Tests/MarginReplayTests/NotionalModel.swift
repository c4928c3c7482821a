import MarginCore

/// A model that asks for a share of notional, whatever is held.
struct NotionalModel: MarginModel {
  var id = "notional"
  var share = 0.0

  func requirement(
    for portfolio: Portfolio, in market: MarketState
  ) throws(ModelError) -> MarginRequirement {
    let notional = portfolio.positions.reduce(0) { sum, position in
      let spot = market[position.instrument.underlying].spot
      return sum + abs(position.instrument.units(of: position.quantity, at: spot)) * spot
    }
    return MarginRequirement(
      initial: share * notional, maintenance: 0.5 * share * notional, components: [])
  }
}
