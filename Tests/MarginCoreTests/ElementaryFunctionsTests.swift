import Testing

@testable import MarginCore

/// Source of the values: mpmath 1.3 at 40 digits.
struct ElementaryFunctionsTests {
  static let exponentials: [(Double, Double)] = [
    (-745.0, .leastNonzeroMagnitude),
    (-708.0, 3.307553003638408e-308),
    (-100.25, 2.897198083210148e-44),
    (-1.5, 0.22313016014842982),
    (-0.3465, 0.7071588192872713),
    (-1e-09, 0.999999999),
    (0.0, 1.0),
    (1e-17, 1.0),
    (0.3466, 1.4142509118505286),
    (0.75, 2.117000016612675),
    (1.0, 2.718281828459045),
    (10.125, 24959.255641914595),
    (333.3, 5.6279576190981464e+144),
    (709.7, 1.6549840276802644e+308),
  ]

  static let logarithms: [(Double, Double)] = [
    (.leastNonzeroMagnitude, -744.4400719213812),
    (1e-300, -690.7755278982137),
    (0.1, -2.3025850929940455),
    (0.5, -0.6931471805599453),
    (0.7071, -0.346583180371942),
    (0.99999, -1.0000050000287824e-05),
    (1.0, 0.0),
    (1.0000001, 9.999999505838704e-08),
    (1.4142, 0.3465640001880033),
    (1.4143, 0.34663470904431704),
    (2.718281828, 0.9999999998311266),
    (10.0, 2.302585092994046),
    (12345.678, 9.421061321291832),
    (1.7e+308, 709.7268368932282),
  ]

  @Test func exponentialIsWithinTwoUlp() {
    for (x, expected) in Self.exponentials {
      #expect(abs(Elementary.exp(x) - expected) <= 2 * expected.ulp, "\(x)")
    }
  }

  @Test func logarithmIsWithinTwoUlp() {
    for (x, expected) in Self.logarithms {
      #expect(abs(Elementary.log(x) - expected) <= 2 * expected.ulp, "\(x)")
    }
  }

  @Test func edgesAreDefined() {
    #expect(Elementary.exp(-Double.infinity) == 0 && Elementary.exp(Double.infinity) == .infinity)
    #expect(Elementary.exp(710.0) == .infinity && Elementary.exp(-746.0) == 0)
    #expect(Elementary.exp(Double.nan).isNaN && Elementary.log(.nan).isNaN)
    #expect(Elementary.log(0) == -.infinity && Elementary.log(-1).isNaN)
    #expect(Elementary.log(.infinity) == .infinity)
  }

  @Test func logRatioKeepsSmallDifferences() {
    // ln((1e9 + 1)/1e9) = 9.99999999500000000333e-10 (mpmath)
    #expect(abs(Elementary.logRatio(1e9 + 1.0, 1e9) - 9.999999995e-10) < 1e-24)
    #expect(Elementary.logRatio(3.0, 1.0) == Elementary.log(3))
  }
}
