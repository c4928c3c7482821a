import MarginCore
import Testing

/// Every family against numpy and scipy.
///
/// Tolerances are 1e-9 of the figure unless said otherwise: sums of a few hundred terms of 1e-16 each,
/// and differences of prices that lose three digits.
struct ValueAtRiskReferenceTests {
  private let reference: ReferenceValues

  init() throws { reference = try ReferenceValues.load() }

  private func tail(
    _ family: ModelFamily, _ values: [String: Double], _ book: Portfolio? = nil
  ) throws -> [Double] {
    let standard: [String: Double] = [
      "horizon": 1, "overlap": 1, "measure": 0, "correlation": 0, "correlation-weight": 0,
    ]
    let model = family.make("m", ParameterValues(standard.merging(values) { $1 }))
    return try model.requirement(for: book ?? reference.book, in: reference.market).tail
  }

  @Test func historical() throws {
    for row in reference.historical {
      let got = try tail(
        HistoricalVaR.family,
        ["window": row.window, "horizon": row.horizon, "confidence": row.confidence])
      #expect(agree(got, row.tail, within: 1e-9), "\(row) \(got)")
    }
  }

  @Test func ageWeighted() throws {
    for row in reference.ageWeighted {
      let got = try tail(
        AgeWeightedVaR.family,
        ["window": row.window, "decay": row.decay, "confidence": row.confidence])
      #expect(agree(got, row.tail, within: 1e-9), "\(row) \(got)")
    }
  }

  @Test func filtered() throws {
    let names = [
      "window", "seed-window", "horizon", "confidence", "decay", "reversion", "rescaling",
      "volatility-floor",
    ]
    for row in reference.filtered {
      let values = Dictionary(uniqueKeysWithValues: zip(names, row.values))
      let got = try tail(FilteredHistoricalVaR.family, values)
      #expect(agree(got, row.tail, within: 1e-9), "\(row) \(got)")
    }
  }

  @Test func stressed() throws {
    let got = try tail(
      StressedHistoricalVaR.family, ["window": 60, "search": 600, "confidence": 0.95])
    #expect(agree(got, Array(reference.stressed.prefix(2)), within: 1e-9))
  }

  /// scipy's normal law errs by 1e-16 in absolute terms, 1e-10 of these losses.
  @Test func optionsAreRevaluedInFull() throws {
    let legs = zip(reference.options.strikes, [OptionRight.put, .call]).map { strike, right in
      Position(
        .option(
          OptionContract(
            underlying: 0, right: right, strike: strike,
            expiry: reference.market.time + .days(30))), quantity: -10)
    }
    let got = try tail(
      HistoricalVaR.family, ["window": 500, "confidence": 0.99], Portfolio(positions: legs))
    #expect(agree(got, reference.options.tail, within: 1e-9), "\(got)")
  }

  /// The t shortfall is scipy's by numerical integration of a heavy tail, good to 1e-6.
  @Test func parametric() throws {
    let values: [String: Double] = [
      "window": 250, "decay": 0.97, "horizon": 2, "confidence": 0.99, "degrees": 5,
    ]
    let normal = try tail(ParametricVaR.normalFamily, values)
    #expect(agree(normal, reference.parametric.normal, within: 1e-9))
    let student = try tail(ParametricVaR.studentTFamily, values)
    #expect(agree(student, reference.parametric.t, within: 1e-6))
    #expect(abs(student[0] - reference.parametric.t[0]) < 1e-9 * student[0])
  }

  /// Without gamma every cumulant beyond the variance is 0, and Cornish-Fisher is delta-normal.
  @Test func cornishFisherOfALinearBookIsNormal() throws {
    let values: [String: Double] = [
      "window": 250, "decay": 0.97, "horizon": 2, "confidence": 0.99,
    ]
    let got = try tail(ParametricVaR.cornishFisherFamily, values)
    #expect(agree(got, reference.parametric.normal, within: 1e-9))
  }
}
