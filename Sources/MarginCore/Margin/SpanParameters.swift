/// What a risk array needs to know of one combined commodity, that is of one underlying.
struct SpanParameters: Sendable {
  let priceScanRange, priceScanPoints, priceScanDeviations: Double
  let volatilityRelative, volatilityAbsolute, volatilityLevel: Double
  let extremeMultiple, extremeCover: Double
  let lookAhead: TimeSpan
  let contractSize: Double
  let deliveryDays, deliveryChargeSpread, deliveryChargeOutright: Double
  let minimumRate, minimumPerContract, minimumOffset: Double
  let exposureRate: Double
  /// Whether options are marked to market daily like futures, and no premium is paid.
  let isFuturesStyle: Bool

  init(_ value: (String) -> Double) {
    priceScanRange = value("price-scan-range")
    priceScanPoints = value("price-scan-points")
    priceScanDeviations = value("price-scan-deviations")
    volatilityRelative = value("volatility-scan-relative")
    volatilityAbsolute = value("volatility-scan-absolute")
    volatilityLevel = value("volatility-scan-level")
    extremeMultiple = value("extreme-multiple")
    extremeCover = value("extreme-cover")
    let elapsed = value("look-ahead-days") * Double(TimeSpan.day.microseconds)
    lookAhead = TimeSpan(microseconds: Int64(exactly: elapsed.rounded()) ?? 0)
    contractSize = value("contract-size")
    deliveryDays = value("delivery-days")
    deliveryChargeSpread = value("delivery-charge-spread")
    deliveryChargeOutright = value("delivery-charge-outright")
    minimumRate = value("short-option-minimum-rate")
    minimumPerContract = value("short-option-minimum-per-contract")
    minimumOffset = value("short-option-minimum-offset")
    exposureRate = value("exposure-rate")
    isFuturesStyle = value("futures-style-options") >= 0.5
  }

  /// The price move of a full scan, as a fraction of spot: the largest of those declared.
  func priceRange(in state: UnderlyingState, tradingDays: Double) -> Double {
    var range = priceScanRange
    if priceScanPoints > 0 { range = max(range, priceScanPoints / state.spot) }
    if priceScanDeviations > 0, state.volatility.isFinite {
      range = max(range, priceScanDeviations * (state.volatility / tradingDays.squareRoot()))
    }
    return range
  }

  /// The absolute part of a full volatility scan.
  func volatilityShift(in state: UnderlyingState) -> Double {
    guard volatilityLevel > 0, state.volatility.isFinite else { return volatilityAbsolute }
    return max(volatilityAbsolute, volatilityLevel * state.volatility)
  }
}
