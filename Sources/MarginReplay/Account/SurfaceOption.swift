internal import MarginCore

/// An option of the book whose volatility is its own, as it stood at the end of a step.
struct SurfaceOption {
  let contract: OptionContract
  /// Greeks of the position, in money; delta under the surface's dynamics.
  private(set) var greeks = Greeks()

  init(_ contract: OptionContract, _ unit: Greeks, _ units: Double) {
    self.contract = contract
    greeks.add(unit, times: units)
  }
}

extension Attribution {
  /// Adds the expansion of one option over the step since `last`.
  ///
  /// Delta counts the move of volatility that the surface's dynamics declare, so that vega takes what
  /// its own volatility did beyond it. An option that has expired has no volatility left to change.
  mutating func explain(
    _ option: SurfaceOption, since last: Snapshot, in market: MarketState,
    terms: Set<AttributionPlan.Term>
  ) {
    let contract = option.contract
    let (from, to) = (last.states[contract.underlying], market[contract.underlying])
    let isAlive = market.time < contract.expiry
    let then = last.time ?? market.time
    let before = from.volatility(of: contract, at: then)
    let change = isAlive ? to.volatility(of: contract, at: market.time) - before : 0
    let slope = from.volatilitySlope(of: contract, at: then)
    explain(
      option.greeks, move: to.spot - from.spot, change: change,
      drift: slope * (to.spot - from.spot), rate: to.rate - from.rate,
      years: then.years(until: market.time), terms: terms
    )
  }
}
