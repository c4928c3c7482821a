import TestSupport
import Testing

@testable import MarginCore

/// Simulated figures against closed forms, within what the number of draws allows.
struct MonteCarloTests {
  private let reference: ReferenceValues

  init() throws { reference = try ReferenceValues.load() }

  private let common: [String: Double] = [
    "paths": 20_000, "seed": 7, "window": 250, "decay": 0.97, "correlation": 0,
    "correlation-weight": 0, "horizon": 1, "confidence": 0.99, "measure": 1,
    "copula-degrees": 0, "marginal-degrees": 0,
  ]

  private func requirement(
    _ family: ModelFamily, _ values: [String: Double] = [:], _ book: Portfolio? = nil
  ) throws -> MarginRequirement {
    try family.make("m", ParameterValues(common.merging(values) { $1 }))
      .requirement(for: book ?? reference.book, in: reference.market)
  }

  /// Four standard errors, and 1 % for the curvature that delta-normal leaves out.
  @Test func aLinearBookIsNormal() throws {
    let closed = try requirement(ParametricVaR.normalFamily)
    for measure in [0.0, 1] {
      let got = try requirement(MonteCarloVaR.family, ["measure": measure])
      let expected = measure == 1 ? closed.tail[1] : closed.tail[0]
      #expect(got.amount("standard_error") > 0.002 * expected)
      #expect(got.amount("standard_error") < 0.03 * expected)
      #expect(abs(got.initial - expected) < 4 * got.amount("standard_error") + 0.01 * expected)
    }
  }

  /// One underlying with t margins is Student t, whatever its copula.
  @Test func tMarginsGiveAStudentTBook() throws {
    let book = Portfolio(positions: [Position(.spot(underlying: 0), quantity: 10)])
    let closed = try requirement(ParametricVaR.studentTFamily, ["degrees": 5], book)
    for copula in [0.0, 5, 3] {
      let got = try requirement(
        MonteCarloVaR.family, ["copula-degrees": copula, "marginal-degrees": 5], book)
      #expect(
        abs(got.initial - closed.tail[1]) < 4 * got.amount("standard_error") + 0.02 * closed.tail[1]
      )
    }
  }

  @Test func marginsHaveUnitDeviationAndTheAssumedCorrelation() {
    let covariance = Covariance(deviations: [1, 1], correlations: [[1, 0.6], [0.6, 1]])
    for (copula, marginal) in [(0.0, 0.0), (5, 0), (5, 5)] {
      let draws = CopulaDraws(
        paths: 40_000, seed: 3, degrees: copula, marginalDegrees: marginal)
      let columns = draws.returns(covariance)
      let product = zip(columns[0], columns[1]).reduce(0) { $0 + $1.0 * $1.1 } / 40_000
      // 1/√40,000 is 0.005; heavy tails and the map between laws move both a little more.
      #expect(columns.allSatisfy { abs(meanSquare($0[...]) - 1) < 0.06 })
      #expect(abs(product - 0.6) < 0.05)
    }
  }

  /// Both of two variables in their worst per cent: rare under a normal copula, common under a t.
  @Test func aTCopulaHasTailDependence() {
    let covariance = Covariance(deviations: [1, 1], correlations: [[1, 0.3], [0.3, 1]])
    let joint = [0.0, 3].map { degrees in
      let draws = CopulaDraws(paths: 40_000, seed: 5, degrees: degrees, marginalDegrees: 0)
      let columns = draws.returns(covariance)
      let edge = Normal.quantile(0.01)
      return zip(columns[0], columns[1]).filter { $0 < edge && $1 < edge }.count
    }
    #expect(joint[1] > 2 * joint[0])
  }

  @Test func theSeedDecidesTheDraws() throws {
    let one = try requirement(MonteCarloVaR.family)
    #expect(try requirement(MonteCarloVaR.family) == one)
    #expect(try requirement(MonteCarloVaR.family, ["seed": 8]).initial != one.initial)
  }

  @Test func furtherUnderlyingsHaveDrawsOfTheirOwn() {
    let ten = Covariance(
      deviations: (0..<10).map { _ in 1 },
      correlations: (0..<10).map { i in (0..<10).map { $0 == i ? 1 : 0 } })
    let columns = CopulaDraws(paths: 500, seed: 1, degrees: 0, marginalDegrees: 0).returns(ten)
    #expect(Set(columns.map { $0[0] }).count == 10)
  }

  /// The long-short book is worst with correlation 0 or −1, never with 1: dependence adds to it.
  @Test func stansStyleAddsAShareOfTheExcess() throws {
    let got = try requirement(
      StansStyle.family,
      ["concentration-confidence": 0.995, "add-on-share": 0.25, "copula-degrees": 6])
    let excess = max(got.amount("dependence_excess"), got.amount("concentration_excess"))
    #expect(excess > 0)
    #expect(got.amount("stress_add_on") == 0.25 * excess)
    #expect(got.initial == got.amount("expected_shortfall") + got.amount("stress_add_on"))
  }

  @Test func oneUnderlyingHasNoStress() throws {
    let book = Portfolio(positions: [Position(.spot(underlying: 0), quantity: 1)])
    let got = try requirement(
      StansStyle.family, ["concentration-confidence": 0.995, "add-on-share": 0.25], book)
    #expect(got.amount("stress_add_on") == 0 && got.initial > 0)
  }
}
