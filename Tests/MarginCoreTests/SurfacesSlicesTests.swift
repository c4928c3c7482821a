import MarginCore
import Testing

@Suite struct SurfacesSlicesTests {
  static let near = RawSVI(a: 0.001, b: 0.03, rho: -0.5, m: 0.01, sigma: 0.08)
  static let far = RawSVI(a: 0.01, b: 0.07, rho: -0.4, m: 0.02, sigma: 0.2)

  static func surface() throws -> SVISlices {
    try SVISlices([.init(years: 1, smile: far), .init(years: 0.25, smile: near)])
  }

  @Test(arguments: [-1.0, -0.2, 0, 0.1, 0.7])
  func totalVarianceIsLinearInTime(k: Double) throws {
    let surface = try Self.surface()
    let variance = { (years: Years) in
      let volatility = surface.volatility(k, years: years)
      return volatility * volatility * years
    }
    let (first, last) = (Self.near.totalVariance(k), Self.far.totalVariance(k))
    // Squaring a root is good to two roundings.
    let cases: [(Years, Double)] = [
      (0.05, first / 5), (0.25, first), (0.5, first + (last - first) / 3), (1, last),
      (1.75, last + (last - first)),
    ]
    for (years, expected) in cases {
      #expect(abs(variance(years) / expected - 1) < 1e-14, "T = \(years)")
    }
    #expect(surface.volatility(k, years: 0.25) == Self.near.volatility(k, years: 0.25))
    #expect(surface.volatility(k, years: 1) == Self.far.volatility(k, years: 1))
    #expect(surface.volatility(k, years: 0).isNaN && surface.skew(k, years: -1).isNaN)
  }

  // A central difference with step 1e-5 errs by h²/6 of the third derivative, and 1e-11 of rounding.
  @Test(arguments: [0.1, 0.25, 0.6, 1, 2])
  func skewIsTheSlopeOfVolatility(years: Years) throws {
    let surface = try Self.surface()
    for k in [-0.5, -0.05, 0, 0.03, 0.4] {
      let (up, down) = (
        surface.volatility(k + 1e-5, years: years), surface.volatility(k - 1e-5, years: years)
      )
      #expect(abs(surface.skew(k, years: years) - (up - down) / 2e-5) < 1e-6)
    }
  }

  @Test func oneSliceHasOneVolatilityForEachMoneyness() throws {
    let surface = try SVISlices([.init(years: 0.25, smile: Self.near)])
    let expected = Self.near.volatility(-0.1, years: 0.25)
    for years in [0.01, 0.25, 3] {
      #expect(abs(surface.volatility(-0.1, years: years) - expected) < 1e-15)
    }
  }

  @Test func slicesThatCrossAreRefused() {
    let problems = { (slices: [SVISlices.Slice]) -> [SurfaceProblem] in
      do throws(SurfaceArbitrage) {
        _ = try SVISlices(slices)
        return []
      } catch {
        return error.problems
      }
    }
    let swapped = problems([.init(years: 0.25, smile: Self.far), .init(years: 1, smile: Self.near)])
    #expect(swapped.allSatisfy { $0.kind == .calendar && $0.years == 1 } && !swapped.isEmpty)
    let vogt = problems([.init(years: 1, smile: SurfacesSVITests.vogt)])
    #expect(vogt.map(\.kind) == [.butterfly])
    #expect(problems([]).map(\.kind) == [.parameter])
    for years in [0, -1, .nan, .infinity] {
      #expect(problems([.init(years: years, smile: Self.near)]).map(\.kind) == [.parameter])
    }
    let twice = SVISlices.Slice(years: 1, smile: Self.near)
    #expect(problems([twice, twice]).map(\.description) == ["parameter, T = 1.0: 1.0"])
    let flat = RawSVI(a: 0.01, b: 0.01, rho: 2, m: 0, sigma: 0.1)
    #expect(
      problems([twice, .init(years: 2, smile: flat)]).map(\.description)
        == ["parameter, T = 2.0: 2.0"])
    #expect(SurfaceArbitrage(problems: vogt).description == vogt[0].description)
  }
}
