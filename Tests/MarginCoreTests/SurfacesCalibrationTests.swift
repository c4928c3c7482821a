import MarginCore
import TestSupport
import Testing

@Suite struct SurfacesCalibrationTests {
  static func quotes(of smile: RawSVI, from low: Double = -0.8, to high: Double = 0.6)
    -> [SmileQuote]
  {
    (0...20).map { i in
      let k = low + (high - low) * Double(i) / 20
      return SmileQuote(logMoneyness: k, totalVariance: smile.totalVariance(k))
    }
  }

  static func largestDifference(_ a: RawSVI, _ b: RawSVI) -> Double {
    [a.a - b.a, a.b - b.b, a.rho - b.rho, a.m - b.m, a.sigma - b.sigma].map(abs).max() ?? .nan
  }

  @Test(arguments: [
    SurfacesSVITests.vogt, SurfacesSVITests.equity,
    RawSVI(a: 0.001, b: 0.02, rho: -0.3, m: -0.05, sigma: 0.1),
    RawSVI(a: 0.1, b: 0.5, rho: 0.4, m: 0.2, sigma: 0.3),
    RawSVI(a: 0.04, b: 0.9, rho: -0.9, m: -0.1, sigma: 0.02),
  ])
  func exactQuotesGiveBackTheirParameters(smile: RawSVI) throws {
    let fit = try RawSVI.fit(Self.quotes(of: smile))
    #expect(Self.largestDifference(fit.smile, smile) < 1e-8, "\(fit)")
    #expect(fit.error < 1e-12)
    #expect(fit.hasConverged && fit.iterations > 0)
    #expect(fit.problems.map(\.kind) == smile.problems().map(\.kind))
  }

  @Test func randomSmilesAreRecovered() throws {
    var generator = SplitMix64(state: 77)
    for _ in 0..<20 {
      let smile = RawSVI.random(using: &generator)
      let fit = try RawSVI.fit(Self.quotes(of: smile))
      #expect(Self.largestDifference(fit.smile, smile) < 1e-8, "\(smile)")
    }
  }

  @Test func aFitWithArbitrageIsReported() throws {
    let fit = try RawSVI.fit(Self.quotes(of: SurfacesSVITests.vogt, to: 1.6))
    #expect(fit.problems.map(\.kind) == [.butterfly])
  }

  @Test func noiseMovesTheFitNoFurtherThanItself() throws {
    var generator = SplitMix64(state: 3)
    let smile = SurfacesSVITests.equity
    let noisy = Self.quotes(of: smile).map { quote in
      let noise = 1 + Double.random(in: -0.01...0.01, using: &generator)
      return SmileQuote(
        logMoneyness: quote.logMoneyness, totalVariance: quote.totalVariance * noise)
    }
    let fit = try RawSVI.fit(noisy)
    #expect(fit.hasConverged && fit.error < 0.001)
    for quote in noisy {
      let k = quote.logMoneyness
      let ratio = fit.smile.totalVariance(k) / smile.totalVariance(k)
      #expect(abs(ratio - 1) < 0.01)
    }
    let again = try RawSVI.fit(noisy)
    #expect(again == fit)
  }

  @Test func weightsDecideBetweenQuotesThatDisagree() throws {
    let smile = SurfacesSVITests.equity
    let wrong = SmileQuote(logMoneyness: -0.1, totalVariance: 0.2, weight: 0)
    let fit = try RawSVI.fit(Self.quotes(of: smile) + [wrong])
    #expect(Self.largestDifference(fit.smile, smile) < 1e-8)
    let half = Self.quotes(of: smile).map {
      SmileQuote(
        logMoneyness: $0.logMoneyness, totalVariance: $0.totalVariance, weight: 1e-200)
    }
    let tiny = try RawSVI.fit(half)
    #expect(Self.largestDifference(tiny.smile, smile) < 1e-8)
  }

  // First-order optimality: no parameter can move either way and lower the weighted error.
  @Test func theFitIsTheLeastOfTheWeightedSquares() throws {
    let quotes = Self.quotes(of: SurfacesSVITests.equity).enumerated().map { i, quote in
      SmileQuote(
        logMoneyness: quote.logMoneyness,
        totalVariance: quote.totalVariance + 0.001 * Double(i * 7 % 5),
        weight: i.isMultiple(of: 3) ? 10 : 1)
    }
    let fit = try RawSVI.fit(quotes)
    #expect(abs(Self.error(fit.smile, quotes) - fit.error) < 1e-15)
    for parameter in [\RawSVI.a, \.b, \.rho, \.m, \.sigma] {
      for step in [-1e-4, 1e-4] {
        var moved = fit.smile
        moved[keyPath: parameter] += step
        #expect(Self.error(moved, quotes) > fit.error)
      }
    }
  }

  static func error(_ smile: RawSVI, _ quotes: [SmileQuote]) -> Double {
    let weight = quotes.reduce(0) { $0 + $1.weight }
    let squares = quotes.reduce(0) { sum, quote in
      let gap = smile.totalVariance(quote.logMoneyness) - quote.totalVariance
      return sum + quote.weight * gap * gap
    }
    return (squares / weight).squareRoot()
  }

  @Test func boundsHold() throws {
    let smile = SurfacesSVITests.equity
    var bounds = SVIBounds(covering: Self.quotes(of: smile))
    bounds.rho = -0.4...0.4
    bounds.sigma = 0.3...0.5
    let fit = try RawSVI.fit(Self.quotes(of: smile), within: bounds)
    #expect(bounds.rho.contains(fit.smile.rho) && bounds.sigma.contains(fit.smile.sigma))
    #expect(fit.error > 1e-4)
    bounds.m = -Double.infinity...0
    #expect(throws: CalibrationError.invalidBounds) {
      try RawSVI.fit(Self.quotes(of: smile), within: bounds)
    }
  }

  @Test func aFlatSmileIsFitted() throws {
    let flat = (0..<7).map { SmileQuote(logMoneyness: 0.1 * Double($0), totalVariance: 0.04) }
    let fit = try RawSVI.fit(flat)
    #expect(fit.error < 1e-12)
    #expect(fit.problems.isEmpty)
  }

  @Test func volatilitiesCountAsTotalVariance() {
    let quote = SmileQuote(logMoneyness: 0.1, volatility: 0.2, years: 0.5, weight: 2)
    #expect(abs(quote.totalVariance - 0.02) < 1e-17)
    #expect(SmileQuote(logMoneyness: 0, volatility: -0.2, years: 1).totalVariance.isNaN)
  }

  @Test(arguments: [
    (SmileQuote(logMoneyness: .nan, totalVariance: 1), CalibrationError.notFinite(quote: 5)),
    (SmileQuote(logMoneyness: 0, totalVariance: .infinity), .notFinite(quote: 5)),
    (SmileQuote(logMoneyness: 0, totalVariance: 1, weight: .nan), .notFinite(quote: 5)),
    (SmileQuote(logMoneyness: 0, totalVariance: 0), .varianceNotPositive(quote: 5)),
    (SmileQuote(logMoneyness: 0, totalVariance: 1, weight: -1), .negativeWeight(quote: 5)),
    (SmileQuote(logMoneyness: 1e300, totalVariance: 1), .outOfRange(quote: 5)),
    (SmileQuote(logMoneyness: 0, totalVariance: 1e300), .outOfRange(quote: 5)),
  ])
  func aQuoteThatCannotBeUsedIsNamed(quote: SmileQuote, error: CalibrationError) {
    let good = Self.quotes(of: SurfacesSVITests.equity).prefix(5)
    #expect(throws: error) { try RawSVI.fit(good + [quote]) }
  }

  @Test func tooLittleToFixFiveParametersIsRefused() {
    let good = Self.quotes(of: SurfacesSVITests.equity)
    let same = good.map { _ in SmileQuote(logMoneyness: 0.1, totalVariance: 0.04) }
    let worthless = good.map {
      SmileQuote(logMoneyness: $0.logMoneyness, totalVariance: 1, weight: 0)
    }
    let cases: [([SmileQuote], CalibrationError)] = [
      ([], .noWeight), (worthless, .noWeight),
      (Array(good.prefix(4)), .tooFewStrikes(found: 4, needed: 5)),
      (same, .tooFewStrikes(found: 1, needed: 5)),
    ]
    for (quotes, error) in cases {
      #expect(throws: error) { try RawSVI.fit(quotes) }
      #expect(!error.description.isEmpty)
    }
  }

  @Test func strangeButAllowedQuotesNeverTrap() throws {
    var generator = SplitMix64(state: 9)
    for _ in 0..<20 {
      let quotes = (0..<8).map { _ in
        SmileQuote(
          logMoneyness: .random(in: -20...20, using: &generator),
          totalVariance: .random(in: 1e-12...1000, using: &generator),
          weight: .random(in: 0...1e300, using: &generator))
      }
      #expect(try RawSVI.fit(quotes).error.isFinite)
    }
  }
}
