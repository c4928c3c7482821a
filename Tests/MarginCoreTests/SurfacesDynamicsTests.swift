import Foundation
import MarginCore
import Testing

@Suite struct SurfacesDynamicsTests {
  static let spot = 100.0
  static let years = 0.5

  static func price(
    _ surface: some VolatilitySurface, strike: Double, spot: Double, right: OptionRight
  ) -> BlackScholes {
    let forward = spot * (1 + growth(at: 0.03 - 0.01, over: years))
    let k = log(strike / forward)
    return BlackScholes(
      spot: spot, strike: strike, years: years, rate: 0.03, yield: 0.01,
      volatility: surface.volatility(k, years: years))
  }

  static func totalDelta(
    _ surface: SSVI, _ dynamics: SurfaceDynamics, strike: Double, right: OptionRight
  ) -> Double {
    let forward = spot * (1 + growth(at: 0.02, over: years))
    let k = log(strike / forward)
    let greeks = price(surface, strike: strike, spot: spot, right: right).greeks(right)
    return dynamics.totalDelta(greeks, skew: surface.skew(k, years: years), spot: spot)
  }

  @Test(arguments: SurfaceDynamics.allCases, [70.0, 90, 100, 115, 140])
  func totalDeltaIsTheSlopeOfTheRepricedOption(dynamics: SurfaceDynamics, strike: Double) throws {
    let surface = try SurfacesSSVITests.surface()
    for right in [OptionRight.call, .put] {
      let value = { (spot: Double) in
        let moved = MovedSurface(surface, dynamics: dynamics, spot: spot, from: Self.spot)
        return Self.price(moved, strike: strike, spot: spot, right: right).value(right)
      }
      let h = 0.005
      let slope = (value(Self.spot + h) - value(Self.spot - h)) / (2 * h)
      let delta = Self.totalDelta(surface, dynamics, strike: strike, right: right)
      #expect(abs(delta - slope) < 1e-7, "\(dynamics) \(strike) \(right): \(delta), \(slope)")
    }
  }

  @Test func underNegativeSkewStickyMoneynessHasTheLargestDelta() throws {
    let surface = try SurfacesSSVITests.surface()
    for right in [OptionRight.call, .put] {
      let deltas = [SurfaceDynamics.stickyImpliedTree, .stickyStrike, .stickyMoneyness].map {
        Self.totalDelta(surface, $0, strike: 98, right: right)
      }
      #expect(deltas[0] < deltas[1] && deltas[1] < deltas[2])
      let plain = Self.price(surface, strike: 98, spot: 100, right: right).greeks(right).delta
      #expect(deltas[1] == plain)
      #expect(abs(deltas[0] + deltas[2] - 2 * plain) < 1e-15)
    }
  }

  @Test func theLevelAtTheMoneyMovesByNoOneOrTwoSkews() throws {
    let surface = try SurfacesSSVITests.surface()
    let (skew, spot) = (surface.skew(0, years: 0.5), 100.01)
    let expected: [(SurfaceDynamics, Double)] = [
      (.stickyMoneyness, 0), (.stickyStrike, 1), (.stickyImpliedTree, 2),
    ]
    for (dynamics, times) in expected {
      let moved = MovedSurface(surface, dynamics: dynamics, spot: spot, from: 100)
      let change = moved.volatility(0, years: 0.5) - surface.volatility(0, years: 0.5)
      #expect(abs(change - times * skew * 1e-4) < 1e-7, "\(dynamics)")
    }
  }

  @Test func aMoveWithoutAPriceHasNoVolatility() throws {
    let surface = try SurfacesSSVITests.surface()
    let moved = MovedSurface(surface, dynamics: .stickyMoneyness, spot: 0, from: 100)
    #expect(moved.volatility(0, years: 1).isNaN)
    #expect(SurfaceDynamics.stickyMoneyness.volatilitySlope(skew: -1, spot: 0) == 0)
  }
}
