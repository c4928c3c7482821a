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
  private let rules: StrategyRules
  private var waiting: [StrategyRules.Leg] = []
  private var matched: [MatchedStrategy] = []

  /// Strategies that use up `legs` at the least charge that is sought.
  static func match(
    _ legs: [StrategyRules.Leg], under rules: StrategyRules
  ) -> [MatchedStrategy] {
    guard legs.count > exactLimit else { return StrategyMatcher(legs, under: rules).matched }
    var windows = MatchingWindows(rules: rules)
    for leg in legs.sorted(by: comesBefore) { windows.add(leg) }
    windows.matchWaiting(keeping: 0)
    return windows.matched
  }

  private init(rules: StrategyRules) {
    self.rules = rules
  }

  private mutating func add(_ leg: StrategyRules.Leg) {
    waiting.append(leg)
    if waiting.count >= Self.window { matchWaiting(keeping: Self.window / 2) }
  }

  /// Settles what stands together, and of the single legs all but stock and the last few.
  private mutating func matchWaiting(keeping count: Int) {
    let found = StrategyMatcher(waiting, under: rules).matched
    let alone = found.filter { $0.legs.count == 1 }
    let stock = alone.filter { count > 0 && waiting[$0.legs[0].leg].contract == nil }
    let options = alone.filter { waiting[$0.legs[0].leg].contract != nil }
    matched += found.filter { $0.legs.count > 1 } + options.dropLast(count)
    if count == 0 { matched += alone.filter { waiting[$0.legs[0].leg].contract == nil } }
    waiting = (stock + options.suffix(count)).map {
      waiting[$0.legs[0].leg].keeping($0.legs[0].units)
    }
  }

  private static func comesBefore(_ a: StrategyRules.Leg, _ b: StrategyRules.Leg) -> Bool {
    guard let first = a.contract, let second = b.contract else { return b.contract != nil }
    if first.expiry != second.expiry { return first.expiry > second.expiry }
    return (first.strike, first.right.sign, first.multiplier)
      < (second.strike, second.right.sign, second.multiplier)
  }
}

extension StrategyRules.Leg {
  fileprivate func keeping(_ size: Double) -> StrategyRules.Leg {
    StrategyRules.Leg(contract: contract, price: price, units: isLong ? size : -size)
  }
}
