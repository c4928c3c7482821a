import TestSupport
import Testing

@testable import MarginCore

/// The matcher against every possible pairing of small books.
///
/// The programme may split contracts, so that it is at most the best pairing of whole ones. That
/// nothing is cheaper even in fractions is shown by its prices of the legs: no strategy that can be
/// written down costs less than its legs at these prices, and the book at these prices costs what the
/// matcher says (duality of linear programmes). Losses of spreads are computed here on their own.
struct StrategyMatcherTests {
  typealias Leg = StrategyRules.Leg

  static let values = ParameterValues([
    "short-option-minimum": 0.10, "long-stock-initial": 0.50, "short-stock-initial": 0.50,
    "long-stock-maintenance": 0.25, "short-stock-maintenance": 0.30, "protected-stock-rate": 0.10,
    "long-term-days": 274, "long-term-loan-value": 0.25,
  ])

  static func rules(isInitial: Bool) -> StrategyRules {
    StrategyRules(
      spot: 100, shortRate: 0.2, leverage: 1, now: Timestamp(microseconds: 0),
      isInitial: isInitial, values: values)
  }

  private func strategies(_ legs: [Leg], _ rules: StrategyRules) -> [Strategy] {
    var strategies: [Strategy] = []
    rules.addStrategies(for: legs, to: &strategies)
    return strategies
  }

  private func matcher(_ legs: [Leg], _ rules: StrategyRules) -> StrategyMatcher {
    var matcher = StrategyMatcher()
    matcher.match(legs, under: rules)
    return matcher
  }

  /// Strikes on a grid of six and three expiries, so that real shapes meet; sizes as asked.
  private func legs(_ random: inout SplitMix64, sizes: ClosedRange<Int>) -> [Leg] {
    var known: Set<OptionContract?> = []
    return (0..<Int.random(in: 1...6, using: &random)).compactMap { _ in
      let units = Double(Int.random(in: sizes, using: &random))
      let side: Double = Bool.random(using: &random) ? 1 : -1
      let isStock = Int.random(in: 0..<6, using: &random) == 0
      let contract = OptionContract(
        underlying: 0, right: Bool.random(using: &random) ? .call : .put,
        strike: 10 * Double(Int.random(in: 8...13, using: &random)),
        expiry: Timestamp(microseconds: 0)
          + .days([30, 60, 400].randomElement(using: &random) ?? 30))
      let price = contract.intrinsic(at: 100) + .random(in: 0.1...9, using: &random)
      guard known.insert(isStock ? nil : contract).inserted else { return nil }
      return Leg(
        contract: isStock ? nil : contract, price: isStock ? 100 : price, units: side * units)
    }
  }

  /// The largest loss of options held in these multiples; `nil` where it has no bound or the rule
  /// asks longs to outlast shorts.
  private func spreadCharge(_ legs: [(leg: Leg, units: Double)]) -> Double? {
    let options = legs.compactMap { leg, units in leg.contract.map { ($0, leg.isLong, units) } }
    let shortExpiries = Set(options.filter { !$0.1 }.map(\.0.expiry))
    guard options.count == legs.count, shortExpiries.count == 1, let end = shortExpiries.first,
      options.allSatisfy({ $0.0.expiry >= end })
    else { return nil }
    let loss = { (price: Double) in
      options.reduce(0) { $0 - ($1.1 ? $1.2 : -$1.2) * $1.0.intrinsic(at: price) }
    }
    guard loss(1e4) >= loss(1e5) else { return nil }
    return ([0] + options.map(\.0.strike)).map(loss).reduce(0, max)
  }

  private func charge(of subset: [Int], _ legs: [Leg], _ strategies: [Strategy]) -> Double {
    let fixed = strategies.filter { Set($0.legs) == Set(subset) }.map(\.charge)
    let spread = spreadCharge(subset.map { (legs[$0], 1) })
    return (fixed + [spread].compactMap { $0 }).min() ?? .infinity
  }

  /// The least charge over every partition of single units.
  private func exhaustive(_ rest: [Int], _ legs: [Leg], _ strategies: [Strategy]) -> Double {
    guard let first = rest.first else { return 0 }
    let others = Array(rest.dropFirst())
    return (0..<1 << others.count).reduce(.infinity) { best, mask in
      let with = others.indices.filter { mask >> $0 & 1 == 1 }.map { others[$0] }
      let charge = charge(of: [first] + with, legs, strategies)
      guard charge < .infinity else { return best }
      let without = others.filter { !with.contains($0) }
      return min(best, charge + exhaustive(without, legs, strategies))
    }
  }

  @Test(arguments: [true, false])
  func noPartitionIsCheaper(isInitial: Bool) {
    let rules = Self.rules(isInitial: isInitial)
    var random = SplitMix64(state: 7)
    var equal = 0
    for _ in 0..<300 {
      let legs = legs(&random, sizes: 1...1)
      let matched = matcher(legs, rules).matched.reduce(0) { $0 + $1.charge }
      let best = exhaustive(Array(legs.indices), legs, strategies(legs, rules))
      #expect(matched <= best + 1e-9, "\(legs)")
      if abs(matched - best) < 1e-9 { equal += 1 }
    }
    // The rest, about one in twenty, are cheaper with split contracts.
    #expect(equal >= 270)
  }

  /// Multiples of 0, 1 and 2 of every leg that spreads are made of.
  private func multiples(_ count: Int) -> [[Double]] {
    (0..<count).reduce([[]]) { found, _ in found.flatMap { one in [0, 1, 2].map { one + [$0] } } }
  }

  @Test(arguments: [true, false])
  func noStrategyIsCheaperThanItsLegsAtTheirPrices(isInitial: Bool) {
    let rules = Self.rules(isInitial: isInitial)
    var random = SplitMix64(state: 11)
    for _ in 0..<200 {
      let legs = legs(&random, sizes: 1...5)
      let matcher = matcher(legs, rules)
      let prices = matcher.marginalCharges
      for strategy in strategies(legs, rules) {
        #expect(strategy.legs.reduce(0) { $0 + prices[$1] } <= strategy.charge + 1e-9)
      }
      for counts in multiples(legs.count) {
        let used = zip(legs, counts).filter { $0.1 > 0 }.map { (leg: $0.0, units: $0.1) }
        guard let charge = spreadCharge(used) else { continue }
        #expect(zip(prices, counts).reduce(0) { $0 + $1.0 * $1.1 } <= charge + 1e-9, "\(legs)")
      }
      let total = matcher.matched.reduce(0) { $0 + $1.charge }
      let priced = zip(prices, legs).reduce(0) { $0 + $1.0 * abs($1.1.units) }
      #expect(abs(total - priced) < 1e-9 * max(1, total))
    }
  }

  /// Storage that has held other books gives the answer of fresh storage, to the last bit.
  @Test func aMatcherIsUsedAgain() {
    let rules = Self.rules(isInitial: true)
    var random = SplitMix64(state: 17)
    var used = StrategyMatcher()
    for _ in 0..<200 {
      let legs = legs(&random, sizes: 1...5)
      used.match(legs, under: rules)
      let fresh = matcher(legs, rules)
      #expect(used.matched.map(\.charge) == fresh.matched.map(\.charge))
      #expect(used.marginalCharges == fresh.marginalCharges)
    }
  }

  @Test func everyLegIsUsedExactlyAndEverySpreadHoldsItsLoss() {
    let rules = Self.rules(isInitial: false)
    var random = SplitMix64(state: 13)
    for _ in 0..<200 {
      let legs = legs(&random, sizes: 1...5)
      var used = legs.map { _ in 0.0 }
      let matcher = matcher(legs, rules)
      for strategy in matcher.matched {
        let parts = matcher.parts[strategy.parts].map { (leg: legs[$0.leg], units: $0.units) }
        for part in matcher.parts[strategy.parts] { used[part.leg] += part.units }
        if strategy.name.hasSuffix("spread"), let loss = spreadCharge(parts) {
          #expect(abs(strategy.charge - loss) < 1e-9)
        }
      }
      for (leg, units) in zip(legs, used) { #expect(abs(abs(leg.units) - units) < 1e-9) }
    }
  }
}
