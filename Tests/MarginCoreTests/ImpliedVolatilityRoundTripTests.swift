import TestSupport
import Testing

@testable import MarginCore

/// Volatility to price and back over wide ranges.
///
/// Half an ulp of the price moves total volatility by ulp(p) ÷ (2 dp/ds), and the answer itself is
/// rounded; errors are counted in the sum of the two. Most are below 1, the worst of two million 14.
struct ImpliedVolatilityRoundTripTests {
  static let worst = 20.0

  @Test func blackComesBack() {
    var generator = SplitMix64(state: 1)
    var count = 0
    for _ in 0..<40_000 {
      let moneyness = Elementary.exp(Double.random(in: -18...6.5, using: &generator))
      let total = Elementary.exp(Double.random(in: -18...3, using: &generator))
      count += Self.checkBlack(moneyness, total) ? 1 : 0
    }
    #expect(count > 15_000)
  }

  /// False when the price is too close to a bound to be told from it.
  private static func checkBlack(_ moneyness: Double, _ total: Double) -> Bool {
    let model = NormalizedBlack(logMoneyness: moneyness)
    let price = model.fraction(total)
    guard price > 1e-300, price < 0.999_999 else { return false }
    let got = model.totalVolatility(fraction: price, room: 1 - price) { -Elementary.log(price) }
    let slope = Normal.density(moneyness / total - total / 2)
    let attainable = 0.5 * (price.ulp / slope + total.ulp)
    #expect(abs(got - total) <= worst * attainable, "x \(moneyness), s \(total): got \(got)")
    return true
  }

  @Test func bachelierComesBack() throws {
    var generator = SplitMix64(state: 2)
    for _ in 0..<10_000 {
      let gap = Elementary.exp(Double.random(in: -20...20, using: &generator))
      let distance = Elementary.exp(Double.random(in: -20...3.5, using: &generator))
      let price = gap / distance * Normal.density(distance) * Normal.millsFall(distance)
      let got = try impliedNormalVolatility(.call, price: price, forward: -gap, strike: 0, years: 1)
      let total = gap / distance
      let attainable = 0.5 * (price.ulp / Normal.density(distance) + total.ulp)
      #expect(abs(got - total) <= Self.worst * attainable, "gap \(gap), d \(distance): got \(got)")
    }
  }

  /// Whatever the input, there is an answer above zero or a reason.
  @Test func nothingTraps() {
    let values: [Double] = [
      -.infinity, -1e300, -1, -1e-300, 0, .leastNonzeroMagnitude, 1e-300, 1e-16, 0.5, 1,
      1.0000000000000002, 100,
      1e16, 1e300, .greatestFiniteMagnitude, .infinity, .nan,
    ]
    for price in values {
      for forward in values {
        for strike in values {
          for years in [.leastNonzeroMagnitude, 1, 1e300] {
            Self.check(price, forward, strike, years)
          }
        }
      }
    }
  }

  private static func check(_ price: Double, _ forward: Double, _ strike: Double, _ years: Double) {
    let answers = [
      try? impliedVolatility(.call, price: price, forward: forward, strike: strike, years: years),
      try? impliedVolatility(
        .put, price: price, spot: forward, strike: strike, years: years, rate: 0.01),
      try? impliedNormalVolatility(
        .put, price: price, forward: forward, strike: strike, years: years),
    ]
    for case .some(let volatility) in answers {
      #expect(volatility > 0 && volatility.isFinite, "\(price) \(forward) \(strike) \(years)")
    }
  }
}
