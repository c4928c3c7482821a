/// Matches books of any size: exactly up to a limit, piece by piece beyond it.
///
/// The work of the exact programme grows with about the cube of the number of legs. A larger book is
/// sorted by expiry, latest first, then strike, and matched in windows of neighbouring legs; what a
/// window leaves alone moves on to the next, stock always. The result is a valid pairing, so it is
/// never below the least charge, and never above the sum of all legs alone.
struct MatchingWindows {
  /// Most different legs on one underlying that are matched exactly.
  static let exactLimit = 40
  private static let window = 16
  private var matcher = StrategyMatcher()
  private var waiting: [StrategyRules.Leg] = []
  private var left: [StrategyRules.Leg] = []
  /// Names and charges of the strategies found.
  private(set) var matched: [(name: String, charge: Money)] = []

  /// Finds strategies that use up `legs` at the least charge that is sought.
  mutating func match(_ legs: [StrategyRules.Leg], under rules: StrategyRules) {
    matched.removeAll(keepingCapacity: true)
    guard legs.count > Self.exactLimit else {
      matcher.match(legs, under: rules)
      settle { _, _ in true }
      return
    }
    for leg in legs.sorted(by: comesBefore) {
      waiting.append(leg)
      if waiting.count >= Self.window { matchWaiting(under: rules, keeping: Self.window / 2) }
    }
    matchWaiting(under: rules, keeping: 0)
    waiting.removeAll(keepingCapacity: true)
  }

  /// Settles what stands together, and of the single legs all but stock and the last few.
  private mutating func matchWaiting(under rules: StrategyRules, keeping count: Int) {
    matcher.match(waiting, under: rules)
    settle { $1 == nil }
    var older = matcher.matched.count { alone($0)?.contract != nil } - count
    settle { _, leg in
      defer { if leg?.contract != nil { older -= 1 } }
      return leg?.contract != nil && older > 0
    }
    if count == 0 { settle { $1.map { $0.contract == nil } ?? false } }
    keep(count)
  }

  /// Counts the matched strategies that `isSettled` says yes to; a single leg is given to it.
  private mutating func settle(
    _ isSettled: (MatchedStrategy, StrategyRules.Leg?) -> Bool
  ) {
    for strategy in matcher.matched where isSettled(strategy, alone(strategy)) {
      matched.append((strategy.name, strategy.charge))
    }
  }

  /// Leaves stock, unless `count` is 0, and the last `count` single options to the next window.
  private mutating func keep(_ count: Int) {
    left.removeAll(keepingCapacity: true)
    for strategy in matcher.matched where count > 0 {
      if let leg = alone(strategy), leg.contract == nil { left.append(leg) }
    }
    var older = matcher.matched.count { alone($0)?.contract != nil } - count
    for strategy in matcher.matched {
      guard let leg = alone(strategy), leg.contract != nil else { continue }
      if older <= 0 { left.append(leg) }
      older -= 1
    }
    swap(&waiting, &left)
  }

  /// The leg of a strategy that has one, at the units matched.
  private func alone(_ strategy: MatchedStrategy) -> StrategyRules.Leg? {
    guard strategy.parts.count == 1 else { return nil }
    let part = matcher.parts[strategy.parts.lowerBound]
    let leg = matcher.legs[part.leg]
    return StrategyRules.Leg(
      contract: leg.contract, price: leg.price, units: leg.isLong ? part.units : -part.units)
  }
}

private func comesBefore(_ a: StrategyRules.Leg, _ b: StrategyRules.Leg) -> Bool {
  guard let first = a.contract, let second = b.contract else { return b.contract != nil }
  if first.expiry != second.expiry { return first.expiry > second.expiry }
  return (first.strike, first.right.sign, first.multiplier)
    < (second.strike, second.right.sign, second.multiplier)
}
