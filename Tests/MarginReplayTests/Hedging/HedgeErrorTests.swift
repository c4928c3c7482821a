import MarginCore
import MarginReplay
import TestSupport
import Testing

/// The error of hedging now and then instead of always, over simulated paths.
struct HedgeErrorTests {
  private static let paths = 1000

  private func deviation(hedges: Int) throws -> Double {
    var random = SplitMix64(state: 20)
    var option = HedgedOption()
    option.plan = HedgePlan(policy: ScheduledHedge(every: .zero))
    let sample = try (0..<Self.paths).map { _ in
      try option.outcome(brownianPath(steps: hedges, years: 0.25, volatility: 0.2, &random)).profit
    }
    return moments(sample).deviation
  }

  /// The law of Derman and Kamal for an option at the money: sd ≈ √(π/4) · vega · σ/√n.
  ///
  /// "When you cannot hedge continuously" (1999). Hedge errors have fat tails (kurtosis near 6), so
  /// that the standard error of a sample deviation is about √(5/4N) of it, 3.5 % here; the law itself
  /// is the first order in 1/n. Three standard errors and 1/n are allowed.
  @Test func theDeviationFollowsTheLawOfTheSquareRoot() throws {
    let quarter = TimeSpan(microseconds: TimeSpan.year.microseconds / 4)
    let option = OptionContract(
      underlying: 0, right: .call, strike: 100, expiry: day(0) + quarter, multiplier: 1)
    let vega = Instrument.option(option)
      .greeks(in: UnderlyingState(spot: 100, volatility: 0.2), at: day(0)).vega
    for hedges in [8, 32] {
      let expected = 0.886226925452758 * vega * 0.2 / Double(hedges).squareRoot()
      let measured = try deviation(hedges: hedges)
      let allowed = 3 * (5.0 / (4 * Double(Self.paths))).squareRoot() + 1 / Double(hedges)
      #expect(abs(measured / expected - 1) < allowed, "\(hedges) hedges: \(measured / expected)")
    }
  }
}
