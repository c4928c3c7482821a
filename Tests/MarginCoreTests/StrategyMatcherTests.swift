import Testing
import TestSupport

@testable import MarginCore

/// The matcher against every possible pairing.
///
/// Strategies of one or two legs make a bipartite graph (long stock, long calls and short puts on one
/// side), so that whole units are optimal and trying every matching of single units gives the answer.
struct StrategyMatcherTests {
  /// The least charge over every way to use each leg once, alone or in one pair.
  private func exhaustive(_ legs: Set<Int>, _ strategies: [Strategy]) -> Double {
    guard let first = legs.min() else { return 0 }
    return strategies.filter { $0.legs.contains(first) && legs.isSuperset(of: $0.legs) }
      .map { $0.charge + exhaustive(legs.subtracting($0.legs), strategies) }.min() ?? .infinity
  }

  private func legs(_ random: inout SplitMix64) -> [StrategyRules.Leg] {
    (0..<Int.random(in: 1...7, using: &random)).map { _ in
      let isLong = Bool.random(using: &random)
      guard Int.random(in: 0..<5, using: &random) > 0 else {
        return StrategyRules.Leg(contract: nil, price: 100, units: isLong ? 1 : -1)
      }
      let contract = OptionContract(
        underlying: 0, right: Bool.random(using: &random) ? .call : .put,
        strike: .random(in: 70...130, using: &random),
        expiry: Timestamp(microseconds: 0) + .days(.random(in: 1...90, using: &random)))
      return StrategyRules.Leg(
        contract: contract, price: .random(in: 0.1...30, using: &random), units: isLong ? 1 : -1)
    }
  }

  @Test(arguments: [true, false])
  func noPairingIsCheaper(isInitial: Bool) {
    let values = ParameterValues([
      "short-option-minimum": 0.10, "long-stock-initial": 0.50, "short-stock-initial": 0.50,
      "long-stock-maintenance": 0.25, "short-stock-maintenance": 0.30,
    ])
    let rules = StrategyRules(spot: 100, shortRate: 0.2, isInitial: isInitial, values: values)
    var random = SplitMix64(state: 7)
    for _ in 0..<300 {
      let legs = legs(&random)
      let strategies = rules.strategies(for: legs)
      let matched = StrategyMatcher.match(legs.map { abs($0.units) }, with: strategies)
      let charge = matched.reduce(0) { $0 + $1.0.charge * $1.units }
      let best = exhaustive(Set(legs.indices), strategies)
      #expect(abs(charge - best) < 1e-9 * max(1, best), "\(legs)")
    }
  }

  @Test func everyLegIsUsedExactly() {
    let strategies = [
      Strategy(name: "a", legs: [0], charge: 5), Strategy(name: "b", legs: [1], charge: 7),
      Strategy(name: "ab", legs: [0, 1], charge: 8),
    ]
    let matched = StrategyMatcher.match([3, 10], with: strategies)
    #expect(matched.map(\.0.name) == ["b", "ab"])
    #expect(matched.map(\.units) == [7, 3])
  }
}
