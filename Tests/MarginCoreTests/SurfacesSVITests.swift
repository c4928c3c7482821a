import MarginCore
import TestSupport
import Testing

@Suite struct SurfacesSVITests {
  // Vogt's slice: Gatheral and Jacquier (2014), example 3.1.
  static let vogt = RawSVI(a: -0.041, b: 0.1331, rho: 0.306, m: 0.3586, sigma: 0.4153)
  static let equity = RawSVI(a: 0.02, b: 0.1, rho: -0.6, m: 0.05, sigma: 0.15)

  // mpmath, 40 digits: w = lambda k: a+b*(r*(k-m)+mp.sqrt((k-m)**2+s**2));
  // g = (1-k*w1/(2*w))**2-w1**2/4*(1/w+mp.mpf(1)/4)+w2/2 with w1, w2 = mp.diff(w,k), mp.diff(w,k,2)
  static let values: [(RawSVI, Double, [Double])] = [
    (
      vogt, -1.5,
      [0.13678196112229783, -0.089168097725509686, 0.003323565821388382, 0.24783069525837312]
    ),
    (
      vogt, -0.4,
      [0.043213474527465097, -0.076020939628843236, 0.03548908206261734, 0.40406203696212565]
    ),
    (
      vogt, 0,
      [0.017426252555159122, -0.046258731022126264, 0.1389648340653372, 1.0386497312817975]
    ),
    (
      vogt, 0.3,
      [0.012437298967454807, 0.022132031493050763, 0.31115253686768503, 0.68310119681569853]
    ),
    (
      vogt, 0.77,
      [0.053562236755238533, 0.13439947356084283, 0.11491814325713333, -0.026826760635715638]
    ),
    (
      vogt, 1.2,
      [0.11815827482816884, 0.16008167920410448, 0.027788244531549544, -0.0069151818382860807]
    ),
    (
      equity, -1.5,
      [0.26872411502397437, -0.15953500135553001, 0.00059581976202179587, 0.28276914989375512]
    ),
    (
      equity, 0,
      [0.038811388300841897, -0.091622776601683793, 0.56920997883030828, 1.2300064142566141]
    ),
    (
      equity, 1.2,
      [0.06697413504743202, 0.039160041118622173, 0.0014424444319825433, 0.41633271778086165]
    ),
  ]

  @Test(arguments: values)
  func agreesWithMpmath(smile: RawSVI, k: Double, expected: [Double]) {
    let found = [
      smile.totalVariance(k), smile.slope(k), smile.curvature(k), smile.butterflyDensity(k),
    ]
    for (found, expected) in zip(found, expected) {
      #expect(abs(found - expected) < 1e-13, "k = \(k): \(found) against \(expected)")
    }
  }

  @Test func vogtsExampleHasButterflyArbitrage() throws {
    let problems = Self.vogt.problems()
    #expect(problems.map(\.kind) == [.butterfly])
    let worst = try #require(problems.first)
    // mp.findroot(lambda k: mp.diff(g, k), 0.88), and g there
    #expect(abs(worst.logMoneyness - 0.87926254162206787) < 1e-6)
    #expect(abs(worst.value - -0.032863573453623011) < 1e-13)
  }

  @Test func aSoundSmileHasNoProblems() {
    #expect(Self.equity.problems().isEmpty)
    #expect(RawSVI(a: 0.04, b: 0, rho: 0, m: 0, sigma: 1).problems().isEmpty)
  }

  @Test func volatilityAndSkewFollowFromTotalVariance() {
    let (years, k, h) = (0.25, -0.2, 1e-5)
    let smile = Self.equity
    let volatility = smile.volatility(k, years: years)
    #expect(abs(volatility * volatility * years - smile.totalVariance(k)) < 1e-16)
    let (up, down) = (smile.volatility(k + h, years: years), smile.volatility(k - h, years: years))
    #expect(abs(smile.skew(k, years: years) - (up - down) / (2 * h)) < 1e-8)
    #expect(smile.volatility(k, years: 0).isNaN)
    #expect(smile.skew(k, years: -1).isNaN)
    #expect(RawSVI(a: -1, b: 0, rho: 0, m: 0, sigma: 1).volatility(0, years: 1).isNaN)
  }

  @Test func steepWingsAreReported() {
    let left = RawSVI(a: 1, b: 1.5, rho: -0.5, m: 0, sigma: 1).problems()
    #expect(
      left.first == SurfaceProblem(.wingSlope, logMoneyness: -.infinity, value: 2.25))
    let right = RawSVI(a: 1, b: 2, rho: 0, m: 0, sigma: 1).problems()
    #expect(right.filter { $0.kind == .wingSlope }.map(\.logMoneyness) == [.infinity])
  }

  @Test func varianceThatTouchesZeroIsReported() {
    let touching = RawSVI(a: -0.1, b: 0.1, rho: 0, m: 0.2, sigma: 1).problems()
    #expect(touching == [SurfaceProblem(.variance, logMoneyness: 0.2, value: 0)])
  }

  @Test(arguments: [
    RawSVI(a: .nan, b: 0.1, rho: 0, m: 0, sigma: 1), RawSVI(a: 0, b: -1, rho: 0, m: 0, sigma: 1),
    RawSVI(a: 0, b: 0.1, rho: 1, m: 0, sigma: 1), RawSVI(a: 0, b: 0.1, rho: 0, m: 0, sigma: 0),
    RawSVI(a: 0, b: 0.1, rho: 0, m: .infinity, sigma: 1),
  ])
  func parametersOutsideTheirDomainAreReported(smile: RawSVI) {
    #expect(smile.problems().map(\.kind) == [.parameter])
    #expect(smile.calendarProblems(later: Self.equity).map(\.kind) == [.parameter])
  }

  // A plain scan in steps of 0.001 finds no dip that the check has missed.
  @Test func noArbitrageIsMissedByTheScan() {
    var generator = SplitMix64(state: 11)
    for _ in 0..<200 {
      let smile = RawSVI.random(using: &generator)
      let worst = stride(from: -3, through: 3, by: 0.001).map(smile.butterflyDensity).min() ?? 0
      let found = smile.problems()
      if worst < -1e-9 { #expect(!found.isEmpty, "\(smile)") }
      for problem in found where problem.kind == .butterfly {
        #expect(smile.butterflyDensity(problem.logMoneyness) == problem.value)
        #expect(problem.value < 0)
      }
    }
  }

  // Found by a random search in numpy: steps of 0.02 in u pass over a dip beside the least variance.
  @Test func aDipBesideVarianceNearZeroIsFound() {
    let smile = RawSVI(
      a: -0.0033913893235926703, b: 0.0015887018587081355, rho: 0.634045817106277,
      m: 1.7787430540788614, sigma: 2.7608299112294294)
    let problems = smile.problems()
    #expect(problems.contains { $0.kind == .butterfly && $0.value < -2e-5 })
  }

  @Test func extremeParametersAreReportedOrSoundButNeverTrap() {
    let extremes = [0, 1e-300, 0.1, 1e300, .nan]
    for a in extremes {
      for b in extremes {
        for sigma in extremes {
          let smile = RawSVI(a: a, b: b, rho: -0.999999, m: -a, sigma: sigma)
          _ = smile.problems().map(\.description)
          _ = smile.calendarProblems(later: Self.equity)
        }
      }
    }
  }

  @Test func slicesThatCrossAreCalendarArbitrage() throws {
    let later = RawSVI(a: 0.02, b: 0.12, rho: -0.6, m: 0.05, sigma: 0.15)
    #expect(Self.equity.calendarProblems(later: later).isEmpty)
    let dip = RawSVI(a: 0.012, b: 0.12, rho: -0.6, m: 0.05, sigma: 0.15)
    let problem = try #require(Self.equity.calendarProblems(later: dip).first)
    // The difference −0.008 + 0.02·h(k) is least where h is: −0.008 + 0.02·σ√(1 − ρ²) = −0.0056.
    #expect(problem.kind == .calendar)
    #expect(abs(problem.value - -0.0056) < 1e-12)
    #expect(abs(problem.logMoneyness - 0.1625) < 1e-6)
  }

  @Test func aFallingWingOrLevelIsCalendarArbitrage() {
    let flatter = RawSVI(a: 0.1, b: 0.05, rho: -0.6, m: 0.05, sigma: 0.15)
    let wings = Self.equity.calendarProblems(later: flatter)
    #expect(wings.map(\.logMoneyness) == [-.infinity, .infinity])
    let lower = RawSVI(a: 0.01, b: 0.1, rho: -0.6, m: 0.05, sigma: 0.15)
    #expect(Self.equity.calendarProblems(later: lower).count == 1)
    #expect(Self.equity.calendarProblems(later: Self.equity).isEmpty)
  }
}

extension RawSVI {
  /// A smile that may or may not have arbitrage, with positive variance.
  static func random(using generator: inout SplitMix64) -> RawSVI {
    func draw(_ range: ClosedRange<Double>) -> Double { .random(in: range, using: &generator) }
    let (b, rho, sigma) = (draw(0.01...0.8), draw(-0.95...0.95), draw(0.005...0.5))
    let least = draw(0.0005...0.1)
    let a = least - b * sigma * (1 - rho * rho).squareRoot()
    return RawSVI(a: a, b: b, rho: rho, m: draw(-0.3...0.3), sigma: sigma)
  }
}
