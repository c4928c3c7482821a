import TestSupport
import Testing

@testable import MarginCore

/// Charges of named combinations, worked by hand from the rule table, per unit at a spot of 100.
struct StrategyShapeTests {
  private static let expiry = Timestamp(microseconds: 0) + .days(30)

  /// Reads `+1C95`, `-2P100`, `+S`: side, units, right and strike, at the price 5 plus intrinsic.
  private func leg(_ text: Substring) -> StrategyRules.Leg {
    let side: Double = text.hasPrefix("+") ? 1 : -1
    guard !text.hasSuffix("S") else {
      return StrategyRules.Leg(contract: nil, price: 100, units: side)
    }
    let body = text.dropFirst(2)
    let contract = OptionContract(
      underlying: 0, right: body.first == "C" ? .call : .put,
      strike: Double(body.dropFirst()) ?? .nan, expiry: Self.expiry)
    return StrategyRules.Leg(
      contract: contract, price: 5 + contract.intrinsic(at: 100),
      units: side * (Double(text.dropFirst().prefix(1)) ?? .nan))
  }

  @Test(arguments: [
    // Long wings cover the short body at every price.
    ("+1C90 -2C100 +1C110", "long_butterfly", 0), ("+1P90 -2P100 +1P110", "long_butterfly", 0),
    ("+1C90 -1C95 -1C105 +1C110", "long_condor", 0),
    // Broken wing: 110 − 100 lost against 100 − 95 gained.
    ("+1C95 -2C100 +1C110", "long_butterfly", 5),
    // The width of the side that can be lost.
    ("-1C90 +2C100 -1C110", "short_butterfly", 10), ("-1P90 +2P100 -1P110", "short_butterfly", 10),
    ("-1C85 +1C90 +1C110 -1C115", "short_condor", 5),
    // The greater of the two widths.
    ("+1P80 -1P90 -1C110 +1C115", "iron_condor", 10),
    ("+1P80 -1P100 -1C100 +1C110", "iron_butterfly", 20),
    ("-1C95 +1C105 +1P95 -1P105", "short_box", 10), ("+1C95 -1C105 -1P95 +1P105", "long_box", 0),
    ("+1C105 -1C100", "call_spread", 5), ("+1P90 -1P97", "put_spread", 7),
    // 95 − 99 and 90 − 85: the outer widths differ by one.
    ("+1P85 -1P90 -1P95 +1P99", "long_condor", 1),
  ])
  func spreadsCostTheirLargestLoss(legs: String, name: String, charge: Double) {
    let rules = StrategyMatcherTests.rules(isInitial: true)
    let legs = legs.split(separator: " ").map(leg)
    let matched = matched(legs, rules)
    #expect(abs(matched.reduce(0) { $0 + $1.charge } - charge) < 1e-12)
    // Spreads that cost nothing may stand together in several ways.
    if charge > 0 { #expect(matched.map(\.name) == [name]) }
  }

  @Test(arguments: [
    // 50 % of stock; 10 % of the strike; in the money by 5 where the strike says so.
    ("+S -1C100 +1P100", "conversion", 50, 10), ("-S +1C100 -1P100", "reverse_conversion", 50, 10),
    // 10 % × 95 + 5 out of the money, less than 25 % × 105.
    ("+S -1C105 +1P95", "collar", 50, 14.5),
    // 10 % × 90 + 10; 10 % × 110 + 10.
    ("+S +1P90", "protective_put", 50, 19), ("-S +1C110", "protective_call", 50, 21),
    // 25 % of the lower of stock and strike, and what is in the money; 30 % and what is in the money.
    ("+S -1C95", "covered_call", 50, 28.75), ("-S -1P105", "covered_put", 55, 35),
  ])
  func stockStrategies(legs: String, name: String, initial: Double, maintenance: Double) {
    for (isInitial, charge) in [(true, initial), (false, maintenance)] {
      let rules = StrategyMatcherTests.rules(isInitial: isInitial)
      let legs = legs.split(separator: " ").map(leg)
      let matched = matched(legs, rules)
      #expect(abs(matched.reduce(0) { $0 + $1.charge } - charge) < 1e-12)
      if !isInitial { #expect(matched.map(\.name) == [name]) }
    }
  }

  private func matched(
    _ legs: [StrategyRules.Leg], _ rules: StrategyRules
  ) -> [(name: String, charge: Double)] {
    var windows = MatchingWindows()
    windows.match(legs, under: rules)
    return windows.matched
  }
}
