import Foundation
import MarginCore
import TestSupport
import Testing

@Suite struct SurfacesSSVIFitTests {
  static let times: [Years] = [0.1, 0.25, 1, 2]

  static func surface(
    _ volatilities: [Double] = [0.19, 0.2, 0.21, 0.215], rho: Double = -0.6, eta: Double = 0.9,
    gamma: Double = 0.42
  ) throws -> SSVI {
    let points = zip(times, volatilities).map {
      TotalVarianceCurve.Point(years: $0, volatility: $1)
    }
    return SSVI(
      atTheMoney: try #require(TotalVarianceCurve(points)), rho: rho, eta: eta, gamma: gamma)
  }

  static func quotes(of surface: SSVI, noise: (Years, Double) -> Double = { _, _ in 0 })
    -> [ExpiryQuotes]
  {
    times.map { years in
      let deviation = surface.atTheMoney.variance(years).squareRoot()
      let strikes = (0...8).map { 0.6 * deviation * Double($0 - 5) }
      return ExpiryQuotes(
        years: years,
        quotes: strikes.map { k in
          let w = surface.slice(years).totalVariance(k)
          return SmileQuote(
            logMoneyness: k, totalVariance: w * (1 + noise(years, k)), weight: 1 / (w * w))
        })
    }
  }

  static func largestDifference(_ a: SSVI, _ b: SSVI) -> Double {
    let levels = times.map { a.atTheMoney.variance($0) - b.atTheMoney.variance($0) }
    return (levels + [a.rho - b.rho, a.eta - b.eta, a.gamma - b.gamma]).map(abs).max() ?? .nan
  }

  // Exact quotes have a minimum of 0 there; what is left is rounding, 1e-16 over the curvature.
  @Test func exactQuotesGiveBackTheirParameters() throws {
    var generator = SplitMix64(state: 41)
    for _ in 0..<20 {
      let rho = Double.random(in: -0.9...0.6, using: &generator)
      let surface = try Self.surface(
        rho: rho, eta: .random(in: 0.3...0.9, using: &generator) * 2 / (1 + abs(rho)),
        gamma: .random(in: 0.1...0.5, using: &generator))
      let fit = try SSVI.fit(Self.quotes(of: surface))
      #expect(Self.largestDifference(fit.surface, surface) < 1e-8, "\(surface) \(fit.surface)")
      #expect(fit.error < 1e-12 && fit.hasConverged && fit.iterations > 0)
      #expect(fit.problems.isEmpty && fit.heldTimes.isEmpty)
      #expect(try fit.soundSurface() == fit.surface)
    }
  }

  // Source: scripts/fit-ssvi-reference, scipy.optimize.least_squares to 1e-15; parameters agree to
  // the root of that, as both stop where the sum of squares no longer changes.
  @Test(arguments: try Reference.load().cases)
  func agreesWithScipy(reference: Reference.Case) throws {
    let fit = try SSVI.fit(reference.quotes, within: reference.ssviBounds)
    let expected = reference.fit
    #expect(abs(fit.error / expected.error - 1) < 1e-9, "\(fit.error) \(expected.error)")
    for (expiry, variance) in zip(reference.expiries, expected.variances) {
      #expect(abs(fit.surface.atTheMoney.variance(expiry.years) / variance - 1) < 1e-6)
    }
    #expect(abs(fit.surface.rho - expected.rho) < 1e-6)
    #expect(abs(fit.surface.eta / expected.eta - 1) < 1e-6)
    #expect(abs(fit.surface.gamma - expected.gamma) < 1e-6)
    #expect(fit.heldTimes == (reference.name == "falling" ? [0.25] : []))
  }

  // Every quote is off by at most 1 %, and weights make the fit one of relative errors: 36 quotes for
  // seven numbers leave less than that to the surface.
  @Test func noiseMovesTheFitNoFurtherThanItself() throws {
    var generator = SplitMix64(state: 8)
    let surface = try Self.surface()
    let noisy = Self.quotes(of: surface) { _, _ in .random(in: -0.01...0.01, using: &generator) }
    let fit = try SSVI.fit(noisy)
    #expect(fit.problems.isEmpty && fit.hasConverged)
    for expiry in noisy {
      for quote in expiry.quotes {
        let k = quote.logMoneyness
        let (fitted, exact) = (fit.surface.slice(expiry.years), surface.slice(expiry.years))
        #expect(abs(fitted.totalVariance(k) / exact.totalVariance(k) - 1) < 0.01)
      }
    }
    #expect(try SSVI.fit(noisy.reversed()).surface == fit.surface)
  }

  @Test func aQuoteWithoutWeightIsNotSeen() throws {
    let surface = try Self.surface()
    var quotes = Self.quotes(of: surface)
    let wild = SmileQuote(logMoneyness: 0, totalVariance: 3, weight: 0)
    quotes[1] = ExpiryQuotes(years: 0.25, quotes: quotes[1].quotes + [wild])
    quotes.append(ExpiryQuotes(years: 3, quotes: [wild]))
    #expect(Self.largestDifference(try SSVI.fit(quotes).surface, surface) < 1e-8)
  }

  @Test func aFitWithArbitrageIsReportedAndNotHandedOut() throws {
    let steep = try Self.surface(rho: -0.9, eta: 6, gamma: 0.5)
    let fit = try SSVI.fit(Self.quotes(of: steep))
    #expect(fit.problems.contains { $0.kind == .butterfly })
    #expect(throws: SurfaceArbitrage(problems: fit.problems)) { try fit.soundSurface() }
  }

  @Test func boundsHold() throws {
    let quotes = Self.quotes(of: try Self.surface())
    let bounds = SSVIBounds(rho: -0.3...0.3, gamma: 0.1...0.2)
    let fit = try SSVI.fit(quotes, within: bounds)
    #expect(fit.surface.rho == -0.3 && bounds.gamma.contains(fit.surface.gamma))
    for bad in [
      SSVIBounds(rho: -1...0), SSVIBounds(eta: 0...1), SSVIBounds(gamma: 0.1...Double.infinity),
    ] {
      #expect(throws: CalibrationError.invalidBounds) { try SSVI.fit(quotes, within: bad) }
    }
  }

  @Test func quotesThatCannotFixASurfaceAreRefused() throws {
    let good = Self.quotes(of: try Self.surface())
    let at = { (years: Years) in ExpiryQuotes(years: years, quotes: good[0].quotes) }
    let few = good.prefix(2).map { ExpiryQuotes(years: $0.years, quotes: Array($0.quotes[0..<2])) }
    let cases: [([ExpiryQuotes], CalibrationError)] = [
      ([], .noWeight), ([good[0]], .tooFewExpiries(found: 1)),
      (few, .tooFewStrikes(found: 4, needed: 5)),
      ([at(0.1), at(0)], .invalidYears(expiry: 1)), ([at(.nan)], .invalidYears(expiry: 0)),
      ([at(1), at(0.1), at(1)], .repeatedYears(expiry: 2)),
    ]
    for (quotes, error) in cases {
      #expect(throws: error) { try SSVI.fit(quotes) }
      #expect(!error.description.isEmpty)
    }
  }

  @Test func strangeButAllowedQuotesNeverTrap() throws {
    var generator = SplitMix64(state: 19)
    for _ in 0..<20 {
      let expiries = (1...3).map { i in
        ExpiryQuotes(
          years: Double(i) * 30,
          quotes: (0..<4).map { _ in
            SmileQuote(
              logMoneyness: .random(in: -20...20, using: &generator),
              totalVariance: .random(in: 1e-12...1000, using: &generator),
              weight: .random(in: 0...1e300, using: &generator))
          })
      }
      #expect(try SSVI.fit(expiries).error.isFinite)
    }
  }
}

extension SurfacesSSVIFitTests {
  struct Reference: Decodable {
    let cases: [Case]

    static func load() throws -> Reference {
      try JSONDecoder().decode(Reference.self, from: fixture("ssvi-fit.json"))
    }

    struct Case: Decodable, Sendable, CustomTestStringConvertible {
      let name: String
      let bounds: [String: [Double]]
      let expiries: [Expiry]
      let fit: Fit

      var testDescription: String { name }
      var quotes: [ExpiryQuotes] {
        expiries.map { expiry in
          ExpiryQuotes(
            years: expiry.years,
            quotes: expiry.quotes.map {
              SmileQuote(logMoneyness: $0[0], totalVariance: $0[1], weight: $0[2])
            })
        }
      }
      var ssviBounds: SSVIBounds {
        let range = { (name: String) in (bounds[name] ?? [0, 0])[0]...(bounds[name] ?? [0, 0])[1] }
        return SSVIBounds(rho: range("rho"), eta: range("eta"), gamma: range("gamma"))
      }
    }

    struct Expiry: Decodable, Sendable {
      let years: Double
      let quotes: [[Double]]
    }

    struct Fit: Decodable, Sendable {
      let variances: [Double]
      let rho, eta, gamma, error: Double
    }
  }
}
