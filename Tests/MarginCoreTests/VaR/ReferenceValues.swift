import Foundation
import MarginCore

/// Values of `scripts/value-at-risk-reference`, made with numpy and scipy.
struct ReferenceValues: Decodable {
  let spots: [[Double]]
  let units: [Double]
  let historical: [Windowed]
  let ageWeighted: [Aged]
  let filtered: [Filtered]
  let stressed: [Double]
  let options: Options
  let parametric: Parametric
  let cumulants: Cumulants
  let cornishFisher: [[Double]]
  let student: [[Double]]
  let quantiles: [[Double]]
  let gammaRatios: [[Double]]
  let draws: Draws
  let maps: [[Double]]

  struct Windowed: Decodable { let window, horizon, confidence: Double; let tail: [Double] }
  struct Aged: Decodable { let window, decay, confidence: Double; let tail: [Double] }
  struct Filtered: Decodable { let values: [Double]; let tail: [Double] }
  struct Options: Decodable { let strikes, tail: [Double] }
  struct Parametric: Decodable { let deviation: Double; let normal, t: [Double] }
  struct Draws: Decodable { let normals, chiSquares: [Double] }
  struct Cumulants: Decodable {
    let deltas, gammas, deviations, cumulants: [Double]
    let correlation: Double
  }

  static func load() throws -> ReferenceValues {
    try JSONDecoder().decode(ReferenceValues.self, from: fixture("value-at-risk.json"))
  }

  /// Both paths on a clock of days, the last row as the present.
  var history: MarketHistory {
    let days = (0..<spots[0].count).map { Timestamp(microseconds: 0) + .days($0) }
    return MarketHistory(
      times: days, underlyings: [Underlying(name: "A"), Underlying(name: "B")],
      paths: spots.map {
        UnderlyingPath(spot: $0, volatility: $0.map { _ in 0.2 }, rate: 0.03)
      }, firstStep: days.count - 1)
  }

  var market: MarketState { history[spots[0].count - 1] }

  /// The linear book.
  var book: Portfolio {
    Portfolio(
      positions: units.enumerated().map { Position(.spot(underlying: $0), quantity: $1) })
  }
}

extension MarginRequirement {
  /// The component called `name`; NaN when there is none.
  func amount(_ name: String) -> Double {
    components.first { $0.name == name }?.amount ?? .nan
  }

  /// Value at risk and expected shortfall.
  var tail: [Double] { [amount("value_at_risk"), amount("expected_shortfall")] }
}

/// Whether each of `a` is within a share `tolerance` of its partner in `b`.
func agree(_ a: [Double], _ b: [Double], within tolerance: Double) -> Bool {
  a.count == b.count && zip(a, b).allSatisfy { abs($0 - $1) <= tolerance * max(abs($1), 1e-300) }
}
