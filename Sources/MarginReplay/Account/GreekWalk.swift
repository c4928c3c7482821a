internal import MarginCore

/// One position's Greeks on their way through a step, and what their change came from.
///
/// What delta gains on the way is vanna's where volatility moved it, charm's where time did and charm was
/// asked for, and gamma's otherwise; what vega gains is vanna's where price moved it, else volga's.
struct GreekWalk {
  private var start: Greeks?
  /// Change of delta by volatility and by time, and of vega by price, so far.
  private var (deltaByVolatility, deltaByTime, vegaByPrice) = (0.0, 0.0, 0.0)

  /// Goes on by one part of the step, with the Greeks at its start.
  mutating func advance(
    _ greeks: Greeks, move: Double, change: Double, years: Years,
    terms: Set<AttributionPlan.Term>, into parts: inout Attribution
  ) {
    let first = start ?? greeks
    start = first
    let delta = greeks.delta - first.delta - deltaByVolatility - deltaByTime
    parts.gamma += (delta + 0.5 * greeks.gamma * move) * move
    parts.theta += greeks.theta * years
    parts.vanna +=
      deltaByVolatility * move + vegaByPrice * change + greeks.vanna * move * change
    parts.volga +=
      (greeks.vega - first.vega - vegaByPrice + 0.5 * greeks.volga * change) * change
    deltaByVolatility += greeks.vanna * change
    vegaByPrice += greeks.vanna * move
    if terms.contains(.speed) { parts.speed += greeks.speed * move * move * move / 6 }
    guard terms.contains(.charm) else { return }
    parts.charm += (deltaByTime + greeks.charm * years) * move
    deltaByTime += greeks.charm * years
  }
}
