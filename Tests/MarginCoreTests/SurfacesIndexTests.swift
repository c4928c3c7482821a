import MarginCore
import Testing

@Suite struct SurfacesIndexTests {
  static let days30: Years = 30.0 / 365

  static func shape(_ skew: Double = -0.25, _ curvature: Double = 0.08) throws -> SmileShape {
    try #require(SmileShape(skew: skew, curvature: curvature))
  }

  static func reversion(_ longRun: Double = 0.2, _ speed: Double = 4) throws -> VarianceReversion {
    try #require(VarianceReversion(longRun: longRun, speed: speed))
  }

  static func surface(_ level: Double) throws -> IndexSurface {
    let index = try #require(VolatilityIndex(.vix, level: level))
    return IndexSurface(index: index, reversion: try reversion(), shape: try shape())
  }

  // s, c = -0.25, 0.08; I/np.sqrt(1+c+3*s*s-s*I*np.sqrt(30/365))
  @Test(arguments: [
    (12.0, 0.1062279418169881), (20, 0.17665014909136686), (40, 0.35134126277511535),
    (80, 0.6950380216804103),
  ])
  func theIndexLessItsConvexityIsTheLevel(index: Double, expected: Double) throws {
    let surface = try Self.surface(index)
    #expect(abs(surface.atTheMoney(Self.days30) - expected) < 1e-15)
    #expect(abs(surface.volatility(0, years: Self.days30) - expected) < 1e-15)
  }

  // The variance swap of the 30-day smile, −2/T ∫ k·density(k) dk: the index that it would show.
  // Bounds: measured error of the expansion, in index points.
  @Test(arguments: [(12.0, 0.02), (20, 0.06), (40, 0.25), (80, 1.1)])
  func theSmileGivesBackTheIndex(index: Double, bound: Double) throws {
    let smile = try Self.surface(index).slice(Self.days30)
    let deviation = smile.totalVariance(0).squareRoot()
    let step = 0.002 * deviation
    let integral = stride(from: -18 * deviation, through: 10 * deviation, by: step).reduce(0) {
      $0 + $1 * Self.density(smile, $1) * step
    }
    let shown = 100 * (-2 * integral / Self.days30).squareRoot()
    #expect(abs(shown - index) < bound)
  }

  static func density(_ smile: RawSVI, _ k: Double) -> Double {
    let deviation = smile.totalVariance(k).squareRoot()
    return smile.butterflyDensity(k) * Normal.density(-k / deviation - deviation / 2) / deviation
  }

  @Test func skewAndCurvatureAreThoseAskedForInNormalisedStrike() throws {
    let surface = try Self.surface(25)
    for years in [0.05, 0.5, 2] {
      let level = surface.atTheMoney(years)
      let (unit, h) = (level * years.squareRoot(), 1e-4)
      let values = [-h, 0, h].map { surface.volatility($0 * unit, years: years) / level }
      #expect(abs((values[2] - values[0]) / (2 * h) - -0.25) < 1e-7)
      #expect(abs((values[2] - 2 * values[1] + values[0]) / (h * h) - 0.08) < 1e-6)
      #expect(abs(Self.relative(surface, -2, years) - Self.relative(surface, -2, 1)) < 1e-12)
    }
  }

  /// Volatility at normalised strike `z`, over that at the money.
  static func relative(_ surface: IndexSurface, _ z: Double, _ years: Years) -> Double {
    let level = surface.atTheMoney(years)
    return surface.volatility(z * level * years.squareRoot(), years: years) / level
  }

  // numpy: B = lambda x: (1-np.exp(-x))/x; np.sqrt((L2+(v2-L2)*B(4*T)/B(4*30/365))/v2), L2 = .04
  @Test(arguments: [
    (0.12, 0.02, 0.879225244326864), (0.12, 0.25, 1.2079630103546257),
    (0.12, 1.0, 1.5052672574548167), (0.4, 0.02, 1.0467807807073901),
    (0.4, 0.25, 0.897934129610198), (0.4, 1.0, 0.6826259391374501),
  ])
  func theFactorAgreesWithNumpy(level: Double, years: Double, expected: Double) throws {
    let factor = try Self.reversion().factor(years: years, level: level)
    #expect(abs(factor - expected) < 1e-14)
  }

  @Test func theFactorIsOneAtThirtyDaysAndTendsToTheLongRun() throws {
    for level in [0.05, 0.1, 0.2, 0.5, 2] {
      for speed in [0, 1e-9, 0.5, 4, 100, 1e300] {
        let reversion = try Self.reversion(0.2, speed)
        #expect(abs(reversion.factor(years: Self.days30, level: level) - 1) < 1e-12)
        for years in [0, 1e-9, 1, 1e9] {
          #expect(reversion.factor(years: years, level: level).isFinite)
        }
      }
    }
    let far = try Self.reversion().factor(years: 1e6, level: 0.4)
    #expect(abs(far - 0.5) < 1e-6)
    #expect(try Self.reversion(0.2, 0).factor(years: 5, level: 0.4) == 1)
  }

  @Test(arguments: [5.0, 9, 15, 30, 80, 150])
  func theSurfaceHasNoArbitrage(index: Double) throws {
    let problems = try Self.surface(index).problems(at: [0.01, Self.days30, 0.25, 0.5, 1, 2])
    #expect(problems.isEmpty, "\(problems)")
  }

  @Test func valuesOutsideTheirDomainAreNone() throws {
    #expect(SmileShape(skew: -0.25, curvature: -0.0625) == nil)
    #expect(SmileShape(skew: .nan, curvature: 1) == nil)
    #expect(VolatilityIndex(.dvol, level: 0) == nil)
    #expect(VolatilityIndex(.vix, level: .infinity) == nil)
    #expect(VarianceReversion(longRun: 0, speed: 1) == nil)
    #expect(VarianceReversion(longRun: 0.2, speed: -1) == nil)
    #expect(try Self.surface(20).volatility(0, years: 0).isNaN)
    #expect(try Self.surface(20).skew(0, years: -1).isNaN)
  }
}
