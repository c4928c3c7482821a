import Foundation
import MarginCore
import TestSupport
import Testing

@Suite struct OptionVolatilityTests {
  static let now = Timestamp(microseconds: 0)
  static let rules: [SurfaceDynamics] = SurfaceDynamics.allCases

  static func option(
    _ strike: Double, _ right: OptionRight = .call, days: Int = 90
  ) -> OptionContract {
    OptionContract(
      underlying: 0, right: right, strike: strike, expiry: now + .days(days), multiplier: 1)
  }

  static func state(
    _ surface: any VolatilitySurface, _ dynamics: SurfaceDynamics, spot: Double = 100
  ) -> UnderlyingState {
    UnderlyingState(
      spot: spot, volatility: 0.2, surface: SurfaceState(surface, dynamics: dynamics), rate: 0.03,
      yield: 0.01)
  }

  static func market(_ state: UnderlyingState) -> MarketState {
    MarketState(
      time: now, underlyings: [Underlying(name: "X", kind: .broadIndex)], states: [state])
  }

  static let surfaces: [any VolatilitySurface] = {
    let index = VolatilityIndex(.vix, level: 22)
    let shape = SmileShape(skew: -0.25, curvature: 0.08)
    let reversion = VarianceReversion(longRun: 0.18, speed: 4)
    let ssvi = try? SurfacesSSVITests.surface()
    let slices = try? SurfacesSlicesTests.surface()
    guard let index, let shape, let reversion, let ssvi, let slices else { return [] }
    return [IndexSurface(index: index, reversion: reversion, shape: shape), ssvi, slices]
  }()

  @Test func everyOptionIsPricedAtItsOwnVolatility() throws {
    #expect(Self.surfaces.count == 3)
    for surface in Self.surfaces {
      for strike in [60.0, 95, 100, 140] {
        let (option, state) = (Self.option(strike), Self.state(surface, .stickyMoneyness))
        let years = 90.0 / 365
        let k = log(strike / 100) - 0.02 * years
        let own = state.volatility(of: option, at: Self.now)
        #expect(abs(own - surface.volatility(k, years: years)) < 1e-14)
        let plain = BlackScholes(
          spot: 100, strike: strike, years: years, rate: 0.03, yield: 0.01, volatility: own)
        #expect(Instrument.option(option).price(in: state, at: Self.now) == plain.value(.call))
      }
    }
  }

  // The surface is moved with the price by the rule and the option repriced: central differences,
  // whose error h²/6·∂³V/∂S³ and rounding 1e-14/h are below 1e-7 at h = 0.005.
  @Test(arguments: rules, [70.0, 95, 100, 125])
  func deltaIsTheSlopeOfTheRepricedOption(dynamics: SurfaceDynamics, strike: Double) {
    for surface in Self.surfaces {
      for right in OptionRight.allCases {
        let instrument = Instrument.option(Self.option(strike, right))
        let delta = instrument.greeks(in: Self.state(surface, dynamics), at: Self.now).delta
        let slope = Self.slope(of: instrument, surface, dynamics)
        #expect(abs(delta - slope) < 1e-7, "\(dynamics) \(strike) \(right): \(delta) \(slope)")
      }
    }
  }

  static func slope(
    of instrument: Instrument, _ surface: some VolatilitySurface, _ dynamics: SurfaceDynamics
  ) -> Double {
    let h = 0.005
    let value = { (spot: Double) in
      let moved = MovedSurface(surface, dynamics: dynamics, spot: spot, from: 100)
      return instrument.price(in: state(moved, dynamics, spot: spot), at: now)
    }
    return (value(100 + h) - value(100 - h)) / (2 * h)
  }

  @Test func rulesDifferByVegaTimesTheSlopeOfTheSmile() {
    for surface in Self.surfaces {
      let option = Self.option(95, .put)
      let greeks = Self.rules.map {
        Instrument.option(option).greeks(in: Self.state(surface, $0), at: Self.now)
      }
      let k = log(95.0 / 100) - 0.02 * 90 / 365
      let skew = surface.skew(k, years: 90.0 / 365)
      #expect(skew < -0.1)
      for (rule, total) in zip(Self.rules, greeks) {
        let travel = [.stickyStrike: 0.0, .stickyImpliedTree: -1][rule, default: 1]
        let expected = greeks[0].delta - travel * greeks[0].vega * skew / 100
        #expect(abs(total.delta - expected) < 1e-14)
        #expect(total.vega == greeks[0].vega && total.gamma == greeks[0].gamma)
      }
    }
  }

  @Test(arguments: rules)
  func aFlatSurfaceGivesThePlainDelta(dynamics: SurfaceDynamics) throws {
    let flat = try SVISlices([
      .init(years: 1, smile: RawSVI(a: 0.04, b: 0, rho: 0, m: 0, sigma: 0.1))
    ])
    let surface = Self.state(flat, dynamics)
    var plain = surface
    plain.surface = nil
    for strike in [80.0, 100, 130] {
      let instrument = Instrument.option(Self.option(strike))
      let (own, level) = (
        instrument.greeks(in: surface, at: Self.now), instrument.greeks(in: plain, at: Self.now)
      )
      // The volatility is the root of 0.2²·T/T: one rounding.
      #expect(abs(own.delta - level.delta) < 1e-14 && abs(own.value - level.value) < 1e-12)
    }
  }

  @Test func withoutTimeOrPriceThereIsNoOwnVolatility() {
    let state = Self.state(Self.surfaces[0], .stickyMoneyness)
    let expired = Self.option(90, days: 0)
    #expect(state.volatility(of: expired, at: Self.now) == 0.2)
    #expect(state.volatilitySlope(of: expired, at: Self.now) == 0)
    #expect(Instrument.option(expired).price(in: state, at: Self.now) == 10)
    let worthless = Self.state(Self.surfaces[0], .stickyStrike, spot: 0)
    #expect(worthless.volatility(of: Self.option(90), at: Self.now).isNaN)
  }

  @Test func theStrikeOfADeltaHasThatDelta() {
    for surface in Self.surfaces {
      let state = Self.state(surface, .stickyStrike)
      for right in OptionRight.allCases {
        for delta in [0.02, 0.1, 0.25, 0.5, 0.9] {
          let strike = state.quotedStrike(of: right, delta: delta, years: 90.0 / 365)
          let greeks = Instrument.option(Self.option(strike, right)).greeks(
            in: state, at: Self.now)
          #expect(abs(abs(greeks.delta) - delta) < 1e-12, "\(right) \(delta) \(strike)")
        }
      }
    }
    let flat = UnderlyingState(spot: 100, volatility: 0.2)
    #expect(
      flat.quotedStrike(of: .put, delta: 0.25, years: 0.1)
        == flat.strike(of: .put, delta: 0.25, years: 0.1))
  }

  // Repricing by hand: own volatility × 1.3 + 0.05 at the moved price, one option at a time.
  @Test func marginModelsShiftEveryOptionFromItsOwnVolatility() throws {
    let state = Self.state(Self.surfaces[0], .stickyMoneyness)
    let legs = [Self.option(85, .put), Self.option(110), Self.option(100)]
    let portfolio = Portfolio(positions: legs.map { Position(.option($0), quantity: -3) })
    let span = Models.riskArray([
      "price-scan-range": 0.06, "volatility-scan-relative": 0.3, "volatility-scan-absolute": 0.05,
      "extreme-multiple": 2, "extreme-cover": 0.1, "look-ahead-days": 0,
    ])
    let requirement = try span.requirement(for: portfolio, in: Self.market(state))
    let scenario = try #require(requirement.bindingScenario)
    let sign = scenario.volatilityMove > 0 ? 1.0 : -1
    let loss = legs.reduce(0.0) { sum, leg in
      let own = state.volatility(of: leg, at: Self.now)
      let shocked = UnderlyingState(
        spot: 100 * (1 + scenario.spotMove), volatility: own * (1 + 0.3 * sign) + 0.05 * sign,
        rate: 0.03, yield: 0.01)
      let instrument = Instrument.option(leg)
      return sum + 3
        * (instrument.price(in: shocked, at: Self.now)
          - instrument.price(in: state, at: Self.now))
    }
    #expect(abs(requirement.components[0].amount - loss) < 1e-10, "\(requirement)")
  }

  @Test func aSurfaceWithoutVolatilityIsRefusedByEveryModel() {
    let broken = Self.state(NoVolatility(), .stickyStrike)
    let portfolio = Portfolio(positions: [Position(.option(Self.option(100)), quantity: -1)])
    for model in [Models.regT, Models.span, Models.tims] {
      #expect(throws: ModelError.missingVolatility(underlying: "X")) {
        try model.requirement(for: portfolio, in: Self.market(broken))
      }
    }
  }

  struct NoVolatility: VolatilitySurface {
    func volatility(_ k: Double, years: Years) -> Volatility { .nan }
    func skew(_ k: Double, years: Years) -> Double { .nan }
  }
}
