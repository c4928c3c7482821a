/// How a venue scales volatility shocks with time: (30 days/t)^power.
///
/// Options of up to 30 days get the short power, others the long one, as Deribit, Derive and Paradex do
/// it.
struct VegaPower: Sendable {
  let short: Double
  let long: Double
  /// Shorter times count as so many days.
  let floorDays: Double

  /// The factor on a shock for an option of `years`.
  func factor(years: Years) -> Double {
    let days = max(years * 365, floorDays)
    return Elementary.exp((years * 365 <= 30 ? short : long) * Elementary.log(30 / days))
  }
}

/// What happens to volatility in a scenario.
enum VolatilityMove: Sendable {
  case down, same, up
}
