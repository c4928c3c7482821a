import Testing

@testable import MarginCore

/// Laws, expansions and cumulants against scipy and numerical integration.
struct DistributionTests {
  private let reference: ReferenceValues

  init() throws { reference = try ReferenceValues.load() }

  /// scipy's own t law keeps about 13 digits.
  @Test func studentT() {
    for row in reference.student {
      let law = StudentT(degrees: row[0])
      #expect(
        agree([law.density(row[1]), law.cumulative(row[1])], [row[2], row[3]], within: 1e-12))
    }
    for row in reference.quantiles {
      #expect(
        agree([StudentT(degrees: row[0]).quantile(row[1])], [row[2]], within: 1e-10), "\(row)")
    }
    #expect(StudentT(degrees: 3).quantile(0.5) == 0)
    #expect(StudentT(degrees: 3).quantile(0) == -.infinity)
    #expect(StudentT(degrees: 3).quantile(2).isNaN)
  }

  /// Two degrees have a closed form: F(t) = ½ + t ÷ (2 √(2 + t²)).
  @Test func studentTWithTwoDegrees() {
    for t in [-3.0, -0.5, 1.0] {
      let closed = 0.5 + t / (2 * (2 + t * t).squareRoot())
      #expect(agree([StudentT(degrees: 2).cumulative(t)], [closed], within: 1e-13))
    }
  }

  /// mpmath at 30 digits.
  @Test func gammaRatios() {
    for row in reference.gammaRatios {
      #expect(agree([gammaRatio(row[0])], [row[1]], within: 1e-14))
    }
  }

  /// The tail mean is scipy's integral of the quantile, good to 1e-9.
  @Test func cornishFisher() {
    for row in reference.cornishFisher {
      let expansion = CornishFisher(skew: row[0], excessKurtosis: row[1])
      let z = Normal.quantile(row[2])
      #expect(agree([expansion.value(z)], [row[3]], within: 1e-12))
      #expect(agree([expansion.tailMean(row[2])], [row[4]], within: 1e-9), "\(row)")
    }
  }

  /// Maillard (2012): symmetric expansions are monotone for excess kurtosis from 0 to 8.
  @Test func theDomainOfCornishFisher() {
    #expect(CornishFisher(skew: 0, excessKurtosis: 0).isMonotone)
    #expect(CornishFisher(skew: 0, excessKurtosis: 7.9).isMonotone)
    #expect(!CornishFisher(skew: 0, excessKurtosis: 8.1).isMonotone)
    #expect(!CornishFisher(skew: 0, excessKurtosis: -0.1).isMonotone)
    #expect(!CornishFisher(skew: -2.83, excessKurtosis: 12).isMonotone)
  }

  @Test func theEnvelopeNeverFallsWithConfidence() {
    for (skew, kurtosis) in [(-2.83, 12.0), (2.0, 1.0), (0.0, -3.0), (0.0, 20.0), (-0.5, 1)] {
      let expansion = CornishFisher(skew: skew, excessKurtosis: kurtosis)
      let values = (1...400).map { expansion.lowerEnvelope(-0.01 * Double($0)) }
      #expect(zip(values, values.dropFirst()).allSatisfy { $0 >= $1 - 1e-12 })
      if expansion.isMonotone { #expect(values.last == expansion.value(-4)) }
    }
  }

  /// The reference takes them from the eigenvalues of the quadratic.
  @Test func cumulantsOfAQuadratic() throws {
    let given = reference.cumulants
    let covariance = Covariance(
      deviations: given.deviations,
      correlations: [[1, given.correlation], [given.correlation, 1]])
    let got = QuadraticProfit(deltas: given.deltas, gammas: given.gammas)
      .cumulants(covariance, horizon: 1)
    #expect(agree(got, given.cumulants, within: 1e-11), "\(got)")
  }

  /// The stream is written a second time in Python; libm's last bit is all they may differ by.
  @Test func draws() {
    var normals = RandomStream(seed: 1, purpose: 1)
    let first = reference.draws.normals.map { _ in normals.normal() }
    #expect(agree(first, reference.draws.normals, within: 1e-13))
    var squares = RandomStream(seed: 1, purpose: 0)
    let second = reference.draws.chiSquares.map { _ in squares.chiSquare(degrees: 4) }
    #expect(agree(second, reference.draws.chiSquares, within: 1e-13))
  }

  /// The cubic between 257 quantiles errs by less than 1e-4 of a deviation.
  @Test func mapsBetweenLaws() {
    for row in reference.maps {
      let got = MarginalMap(from: row[0], to: row[1]).value(row[2])
      #expect(abs(got - row[3]) < 1e-4, "\(row) \(got)")
    }
    #expect(MarginalMap(from: 4, to: 4).value(3) == 3 * 0.5.squareRoot())
  }

  /// L Lᵀ gives the correlations back, also where one of them is 1.
  @Test func triangles() {
    for matrix in [[[1, 0.3], [0.3, 1]], [[1, 1, 0.2], [1, 1, 0.2], [0.2, 0.2, 1]]] {
      let l = Covariance(deviations: matrix.map { _ in 1 }, correlations: matrix).triangle
      for i in l.indices {
        for j in l.indices {
          let product = l.indices.reduce(0) { $0 + l[i][$1] * l[j][$1] }
          #expect(abs(product - matrix[i][j]) < 1e-12)
        }
      }
    }
  }
}
