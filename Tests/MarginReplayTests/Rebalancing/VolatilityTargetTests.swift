import MarginCore
import MarginReplay
import Testing

/// Exposure from a forecast of volatility.
struct VolatilityTargetTests {
  static let prices: [Double] = [100, 102, 99, 101, 104, 103, 100]
  private let one = [TargetWeight(underlying: 0, weight: 1)]

  private func rule(_ forecast: VolatilityTarget.Forecast, window: Int = 5) -> VolatilityTarget {
    VolatilityTarget(target: 0.1, cap: 1.5, forecast: forecast, window: window)
  }

  private func state(_ prices: [Double]) -> MarketState { market(prices)[prices.count - 1] }

  private func exposure(_ rule: VolatilityTarget, _ prices: [Double]) -> Double {
    rule.exposure(
      for: Allocation(
        market: state(prices), weights: one, wealth: 1, deposit: 1, age: 0))
  }

  /// numpy: sqrt(252 · mean of squares), and with weights 0.9^j, of the five returns before the last.
  @Test(arguments: [
    (VolatilityTarget.Forecast.realised, 0.3653134786616846),
    (.ewma(decay: 0.9), 0.36034899688241623),
  ])
  func theForecastIsThatOfItsFormula(
    forecast: VolatilityTarget.Forecast, expected: Double
  ) throws {
    let got = try #require(rule(forecast).volatility(before: state(Self.prices), of: one))
    #expect(abs(got / expected - 1) < 1e-14)
    #expect(abs(exposure(rule(forecast), Self.prices) - 0.1 / expected) < 1e-14)
  }

  @Test func theStepsOwnPriceIsNotLookedAt() {
    for last in [1e-6, 50, 100, 1e6] {
      let other = Array(Self.prices.dropLast()) + [last]
      #expect(exposure(rule(.realised), other) == exposure(rule(.realised), Self.prices))
    }
    let changed = Array(Self.prices.dropLast(2)) + [110, 100]
    #expect(exposure(rule(.realised), changed) != exposure(rule(.realised), Self.prices))
  }

  @Test func theCapHoldsWhereLittleMoves() {
    #expect(exposure(rule(.realised), [100, 100, 100, 100, 100, 100, 100]) == 1.5)
    #expect(exposure(rule(.realised), [100, 100.1, 100, 100.1, 100, 100.1, 100]) == 1.5)
  }

  @Test func untilTheWindowIsFullAllIsCash() {
    #expect(exposure(rule(.realised), Array(Self.prices.dropFirst())) == 0)
    #expect(exposure(rule(.realised, window: 1), Self.prices) == 0)
    #expect(exposure(rule(.realised), [100, 102, 0, 101, 104, 103, 100]) == 0)
  }

  /// Weights of 0.5 and 0.5 in assets that move against each other leave nothing to forecast.
  @Test func theForecastIsOfTheWeightsTogether() throws {
    let history = MarketHistory(
      times: (0..<5).map(day), underlyings: [Underlying(name: "X"), Underlying(name: "Y")],
      paths: [[100, 110, 99, 108.9, 1], [100, 90, 99, 89.1, 1]].map {
        UnderlyingPath(spot: $0, volatility: $0.map { _ in 0.2 })
      })
    let pair = [0, 1].map { TargetWeight(underlying: $0, weight: 0.5) }
    let got = try #require(rule(.realised, window: 3).volatility(before: history[4], of: pair))
    // Nothing but the rounding of the prices' quotients.
    #expect(got < 1e-14)
  }
}
