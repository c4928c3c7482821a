import Foundation
import MarginCore
import Testing

@Suite struct SurfacesModelledTests {
  // p = [100 + (i * 37 % 23) - (i * 11 % 7) for i in range(40)]
  static let prices: [Double] = (0..<40).map { (i: Int) -> Double in
    let (up, down) = (i * 37 % 23, i * 11 % 7)
    return Double(100 + up - down)
  }

  static let estimators: [any VolatilityEstimator] = [
    EWMAVolatility(decay: 0.9, seedWindow: 5), RealisedVolatility(window: 5), IndexRegression.vix,
  ]

  // r = numpy.diff(numpy.log(p)); v = numpy.mean(r[:5]**2); then v = .9*v + .1*r[i-1]**2 at row i
  @Test(arguments: [
    (5, 1.4204114321179022), (6, 1.580740888648632), (20, 1.8198058310565082),
    (39, 1.6955614329183482),
  ])
  func ewmaAgreesWithNumpy(row: Int, expected: Double) {
    let values = EWMAVolatility(decay: 0.9, seedWindow: 5).values(of: Self.prices, tradingDays: 252)
    #expect(values.prefix(5).allSatisfy { $0.isNaN })
    #expect(abs(values[row] - expected) < 1e-13)
  }

  // n = numpy.minimum(r, 0); 0.084785 + 0.363731*numpy.sqrt(252)*r[i-21:i].std(ddof=1)
  //   - 2.34389*n[i-1] - 1.35925*n[i-5:i-1].sum()
  @Test(arguments: [
    (21, 1.1659858817581683), (22, 1.2849606579398085), (30, 1.0238215633275454),
    (39, 0.9854315551071856),
  ])
  func theRegressionAgreesWithNumpy(row: Int, expected: Double) {
    let values = IndexRegression.vix.values(of: Self.prices, tradingDays: 252)
    #expect(values.prefix(21).allSatisfy { $0.isNaN })
    #expect(abs(values[row] - expected) < 1e-13)
  }

  @Test func rowsCutOffChangeNothing() {
    for estimator in Self.estimators {
      let whole = estimator.values(of: Self.prices, tradingDays: 252)
      for count in 0...Self.prices.count {
        let cut = estimator.values(of: Array(Self.prices.prefix(count)), tradingDays: 252)
        #expect(cut.count == count)
        #expect(zip(cut, whole).allSatisfy { $0 == $1 || ($0.isNaN && $1.isNaN) })
      }
    }
  }

  @Test func aPriceOfZeroStartsTheRecursionAnew() {
    let prices: [Double] = [1, 2, 3, 2, 0, 2, 3, 2, 3]
    let values = EWMAVolatility(decay: 0.5, seedWindow: 2).values(of: prices, tradingDays: 1)
    #expect(values.map(\.isNaN) == [true, true, false, false, true, true, true, false, false])
    let fresh = EWMAVolatility(decay: 0.5, seedWindow: 2).values(
      of: Array(prices.dropFirst(5)), tradingDays: 1)
    #expect(values.suffix(2) == fresh.suffix(2))
  }

  @Test func theFloorHoldsAndBadSettingsHaveNoValue() {
    let flat = Array(repeating: 5.0, count: 30)
    #expect(EWMAVolatility(floor: 0.1).values(of: flat, tradingDays: 252).last == 0.1)
    #expect(IndexRegression.vix.values(of: flat, tradingDays: 252).last == 0.084785)
    for bad in [
      EWMAVolatility(decay: 1), EWMAVolatility(decay: .nan), EWMAVolatility(seedWindow: 0),
    ] {
      #expect(bad.values(of: flat, tradingDays: 252).allSatisfy { $0.isNaN })
    }
    let falling = (0..<30).map { 1e6 * (1 - 0.03 * Double($0)) }
    let upsideDown = IndexRegression(
      intercept: .init(0), realised: .init(-1), fall: .init(1), pastFalls: .init(1), floor: 0.07)
    #expect(upsideDown.values(of: falling, tradingDays: 252).last == 0.07)
  }

  @Test func theCoefficientsAreThoseOfTheScript() throws {
    let report = try JSONDecoder().decode(FitReport.self, from: fixture("index-regression.json"))
    let model = IndexRegression.vix
    let expected: [(String, IndexRegression.Coefficient)] = [
      ("intercept", model.intercept), ("realised", model.realised), ("fall", model.fall),
      ("pastFalls", model.pastFalls),
    ]
    #expect(report.coefficients.count == expected.count)
    for (name, coefficient) in expected {
      #expect(report.coefficients[name]?.value == coefficient.value)
      #expect(report.coefficients[name]?.standardError == coefficient.standardError)
    }
    #expect(report.secondHalf.regression.rmse < report.secondHalf.realisedOnly.rmse)
  }

  struct FitReport: Decodable {
    struct Coefficient: Decodable { let value, standardError: Double }
    struct Errors: Decodable { let rmse: Double }
    struct Halves: Decodable { let regression, realisedOnly: Errors }
    let coefficients: [String: Coefficient]
    let secondHalf: Halves
  }
}
