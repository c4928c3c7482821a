import MarginCore
import TestSupport
import Testing

@Suite struct SurfacesSSVITests {
  static func surface(rho: Double = -0.7, eta: Double = 1.1, gamma: Double = 0.4) throws -> SSVI {
    let curve = TotalVarianceCurve([
      .init(years: 1, volatility: 0.22), .init(years: 0.25, volatility: 0.20),
    ])
    return SSVI(atTheMoney: try #require(curve), rho: rho, eta: eta, gamma: gamma)
  }

  // mpmath: S = lambda k: t/2*(1+rho*p*k+mp.sqrt((p*k+rho)**2+1-rho**2)), p = eta*t**-g*(1+t)**(g-1),
  // t linear between (0.25, 0.2²·0.25) and (1, 0.22²) at T = 0.5: k, volatility, dv/dk, g
  static let values: [[Double]] = [
    [-0.5, 0.36879350694523567, -0.25503111110694418, 0.39702038777354889],
    [-0.1, 0.24969871276272099, -0.35024765868036716, 0.70357606109464885],
    [0, 0.21354156504062622, -0.36803979525590324, 1.0023783109963049],
    [0.2, 0.1568809691948534, -0.11790691165756314, 1.4713427113554085],
    [0.6, 0.17194895337627232, 0.082702180115744634, 0.50801271779572791],
  ]

  @Test(arguments: values)
  func agreesWithMpmath(row: [Double]) throws {
    let surface = try Self.surface()
    #expect(abs(surface.volatility(row[0], years: 0.5) - row[1]) < 1e-14)
    #expect(abs(surface.skew(row[0], years: 0.5) - row[2]) < 1e-14)
    #expect(abs(surface.slice(0.5).butterflyDensity(row[0]) - row[3]) < 1e-13)
    #expect(abs(surface.phi(0.04) - 3.8935762581553836) < 1e-14)
  }

  @Test func theSliceIsTheSSVIFormula() throws {
    let surface = try Self.surface()
    let theta = surface.atTheMoney.variance(0.7)
    let (phi, rho) = (surface.phi(theta), surface.rho)
    for k in stride(from: -1.0, through: 1, by: 0.1) {
      let root = ((phi * k + rho) * (phi * k + rho) + 1 - rho * rho).squareRoot()
      let expected = theta / 2 * (1 + rho * phi * k + root)
      #expect(abs(surface.slice(0.7).totalVariance(k) - expected) < 1e-16)
    }
    #expect(abs(surface.slice(0.7).totalVariance(0) - theta) < 1e-16)
  }

  @Test func conditionsThatHoldLeaveNoArbitrage() throws {
    var generator = SplitMix64(state: 5)
    let times = [0.02, 0.1, 0.25, 0.6, 1, 3]
    for _ in 0..<40 {
      let rho = Double.random(in: -0.95...0.95, using: &generator)
      let eta = Double.random(in: 0.1...1, using: &generator) * 2 / (1 + abs(rho))
      let gamma = Double.random(in: 0.05...0.5, using: &generator)
      let surface = try Self.surface(rho: rho, eta: eta, gamma: gamma)
      #expect(surface.isFreeOfArbitrage && surface.excludesCalendars)
      #expect(times.allSatisfy { surface.excludesButterflies($0) })
      #expect(surface.problems(at: times).isEmpty, "\(surface)")
    }
  }

  @Test func aSurfaceTooSteepForItsConditionsIsReported() throws {
    let steep = try Self.surface(eta: 6, gamma: 0.5)
    #expect(!steep.isFreeOfArbitrage)
    #expect(!steep.excludesButterflies(0.25))
    let problems = steep.problems(at: [1, 0.25])
    #expect(problems.contains { $0.kind == .butterfly && $0.years == 0.25 })
    #expect(!problems.contains { $0.kind == .calendar })
  }

  @Test(arguments: [
    (1, 1, 0.5), (0, 0, 0.5), (0, 1, -1), (Double.nan, 1, 0.5), (0, .infinity, 0.5),
  ])
  func parametersOutsideTheirDomainAreReported(rho: Double, eta: Double, gamma: Double) throws {
    let surface = try Self.surface(rho: rho, eta: eta, gamma: gamma)
    #expect(!surface.isFreeOfArbitrage && !surface.excludesCalendars)
    #expect(!surface.excludesButterflies(1))
    #expect(surface.problems(at: [0.5]).contains { $0.kind == .parameter })
  }

  @Test func theCurveStartsAtZeroAndGrowsOn() throws {
    let curve = try Self.surface().atTheMoney
    #expect(curve.variance(0) == 0)
    #expect(abs(curve.variance(0.25) - 0.01) < 1e-17)
    #expect(abs(curve.variance(0.125) - 0.005) < 1e-17)
    #expect(abs(curve.variance(1.75) - (2 * 0.0484 - 0.01)) < 1e-15)
    #expect(curve.variance(-1).isNaN)
    #expect(try #require(TotalVarianceCurve(flat: 0.3)).variance(2) == 0.18)
  }

  @Test func aCurveThatFallsOrIsNotPositiveIsNone() {
    #expect(TotalVarianceCurve([]) == nil)
    #expect(
      TotalVarianceCurve([.init(years: 1, variance: 0.04), .init(years: 2, variance: 0.03)]) == nil)
    #expect(
      TotalVarianceCurve([.init(years: 1, variance: 0.04), .init(years: 1, variance: 0.04)]) == nil)
    for variance in [0, -1, .nan, .infinity] {
      #expect(TotalVarianceCurve([.init(years: 1, variance: variance)]) == nil)
    }
    #expect(TotalVarianceCurve(flat: -0.2) == nil)
  }
}
