/// How a venue scales volatility shocks with time: (30 days/t)^power.
///
/// Short options get the short power, options of 30 days and more the long one; the exponents follow
/// Deribit, Derive and Paradex alike.
struct VegaPower: Sendable {
  let short: Double
  let long: Double
  /// Shorter times count as so many days.
  let floorDays: Double

  /// The factor on a shock for an option of `years`.
  func factor(years: Years) -> Double {
    let days = max(years * 365, floorDays)
    return Elementary.exp((days < 30 ? short : long) * Elementary.log(30 / days))
  }
}

/// What happens to volatility in a scenario.
enum VolatilityMove: Sendable {
  case down, same, up
}
