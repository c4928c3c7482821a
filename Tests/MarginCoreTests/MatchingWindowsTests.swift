import TestSupport
import Testing

@testable import MarginCore

/// Books beyond the exact limit: a valid pairing, between the least charge and all legs alone.
struct MatchingWindowsTests {
  private func legs(_ count: Int, seed: UInt64) -> [StrategyRules.Leg] {
    var random = SplitMix64(state: seed)
    let options = (0..<count).map { index in
      let contract = OptionContract(
        underlying: 0, right: Bool.random(using: &random) ? .call : .put,
        strike: 50 + Double(index),
        expiry: Timestamp(microseconds: 0) + .days(.random(in: 1...4, using: &random)))
      return StrategyRules.Leg(
        contract: contract, price: contract.intrinsic(at: 100) + 1,
        units: Double(Int.random(in: 1...9, using: &random)) * (index % 2 == 0 ? 1 : -1))
    }
    return options + [StrategyRules.Leg(contract: nil, price: 100, units: 7)]
  }

  private func total(_ legs: [StrategyRules.Leg], _ rules: StrategyRules) -> Double {
    var windows = MatchingWindows()
    windows.match(legs, under: rules)
    return windows.matched.reduce(0) { $0 + $1.charge }
  }

  @Test func aLargeBookLiesBetweenTheLeastChargeAndAllLegsAlone() {
    let rules = StrategyMatcherTests.rules(isInitial: true)
    for seed in 0..<3 {
      let legs = legs(MatchingWindows.exactLimit + 8, seed: UInt64(seed))
      let got = total(legs, rules)
      var strategies: [Strategy] = []
      rules.addStrategies(for: legs, to: &strategies)
      let singles = zip(legs, strategies).reduce(0) { $0 + abs($1.0.units) * $1.1.charge }
      var matcher = StrategyMatcher()
      matcher.match(legs, under: rules)
      let least = matcher.matched.reduce(0) { $0 + $1.charge }
      #expect(got >= least - 1e-6 && got < 0.9 * singles, "\(least) \(got) \(singles)")
    }
  }

  @Test func orderDoesNotMatter() {
    let rules = StrategyMatcherTests.rules(isInitial: false)
    let legs = legs(120, seed: 5)
    let one = total(legs, rules)
    #expect(abs(total(legs.reversed(), rules) - one) < 1e-9 * one)
  }
}
