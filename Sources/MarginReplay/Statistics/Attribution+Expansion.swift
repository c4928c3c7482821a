internal import MarginCore

extension Attribution {
  /// Adds the expansion of a book with these Greeks over a move of price and volatility.
  ///
  /// - Parameters:
  ///   - drift: The part of `change` that delta holds already.
  ///   - rate: The move of the rate.
  ///   - terms: What is added beyond the six terms that are always there.
  mutating func explain(
    _ greeks: Greeks, move: Double, change: Double, drift: Double = 0, rate: Double, years: Years,
    terms: Set<AttributionPlan.Term>
  ) {
    delta += greeks.delta * move
    gamma += 0.5 * greeks.gamma * move * move
    theta += greeks.theta * years
    if !terms.isEmpty { explain(greeks, move, rate, years, terms) }
    if change - drift != 0 { vega += greeks.vega * (change - drift) }
    guard change != 0 else { return }
    vanna += greeks.vanna * move * change
    volga += 0.5 * greeks.volga * change * change
  }

  private mutating func explain(
    _ greeks: Greeks, _ move: Double, _ rate: Double, _ years: Years,
    _ terms: Set<AttributionPlan.Term>
  ) {
    if terms.contains(.charm) { charm += greeks.charm * move * years }
    if terms.contains(.rho) { rho += greeks.rho * rate }
    if terms.contains(.speed) { speed += greeks.speed * move * move * move / 6 }
  }

  /// What the account was paid for time alone.
  var accrued: Money { interest + dividends + borrow + marginFinancing }
}
