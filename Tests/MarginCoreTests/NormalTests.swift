import MarginCore
import Testing

/// Source of the values: mpmath 1.3 at 40 digits (`ncdf`, and `findroot` on its logarithm).
struct NormalTests {
  static let cumulative: [(Double, Double)] = [
    (-37.0, 5.725571222524577e-300),
    (-20.0, 2.7536241186062337e-89),
    (-8.5, 9.479534822203318e-18),
    (-3.0, 0.0013498980316300946),
    (-1.0, 0.15865525393145705),
    (-0.1, 0.460172162722971),
    (0.0, 0.5),
    (0.5, 0.6914624612740131),
    (1.96, 0.9750021048517795),
    (4.0, 0.9999683287581669),
    (8.0, 0.9999999999999993),
  ]

  static let quantiles: [(Double, Double)] = [
    (1e-300, -37.0470962993612),
    (1e-20, -9.262340089798407),
    (0.001, -3.0902323061678136),
    (0.01, -2.326347874040841),
    (0.25, -0.6744897501960817),
    (0.5, 0.0),
    (0.75, 0.6744897501960817),
    (0.999, 3.090232306167813),
  ]

  /// 1e-13 relative: exp(−x²/2) turns half an ulp of x²/2 = 722 into 8e-14.
  @Test func cumulativeKeepsItsRelativeAccuracy() {
    for (x, expected) in Self.cumulative {
      #expect(abs(Normal.cumulative(x) / expected - 1) < 1e-13, "\(x)")
    }
  }

  @Test func tailsAddUpToOne() {
    for x in stride(from: -8.0, through: 8, by: 0.37) {
      #expect(abs(Normal.cumulative(x) + Normal.cumulative(-x) - 1) < 3e-16)
    }
  }

  @Test func quantileInvertsTheDistribution() {
    for (probability, expected) in Self.quantiles {
      #expect(abs(Normal.quantile(probability) - expected) < 1e-13 * max(1, abs(expected)))
    }
    #expect(Normal.quantile(0) == -.infinity && Normal.quantile(1) == .infinity)
    #expect(Normal.quantile(-0.1).isNaN && Normal.quantile(.nan).isNaN)
  }
}
