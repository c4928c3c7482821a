import MarginCore

/// Daily geometric Brownian motion from 100 without drift, the same on every machine.
func simulatedPaths(count: Int, days: Int, volatility: Double) -> [MarketHistory] {
  var random = SplitMix64(state: 1997)
  let times = (0...days).map { Timestamp(microseconds: 0) + .days($0) }
  let dt = 1.0 / 365
  return (0..<count).map { _ in
    var spots = [100.0]
    for day in 0..<days {
      let z = Normal.quantile(random.uniform())
      let move = -0.5 * volatility * volatility * dt + volatility * dt.squareRoot() * z
      spots.append(spots[day] * (1 + growth(at: move, over: 1)))
    }
    return MarketHistory(
      times: times, underlyings: [Underlying(name: "X", tradingDays: 365)],
      paths: [UnderlyingPath(spot: spots, volatility: spots.map { _ in volatility })])
  }
}

/// Steele, Lea and Flood's generator.
struct SplitMix64 {
  var state: UInt64

  /// A number above 0 and below 1.
  mutating func uniform() -> Double {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = (state ^ state >> 30) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ z >> 27) &* 0x94D0_49BB_1331_11EB
    return (Double((z ^ z >> 31) >> 11) + 0.5) * 0x1p-53
  }
}

/// Mean and standard deviation of a sample.
func moments(_ sample: [Double]) -> (mean: Double, deviation: Double) {
  let mean = sample.reduce(0, +) / Double(sample.count)
  let squares = sample.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
  return (mean, (squares / Double(sample.count - 1)).squareRoot())
}
