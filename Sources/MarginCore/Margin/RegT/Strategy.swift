/// A way of holding up to three legs together, with what the rule charges for one unit of it.
struct Strategy: Sendable {
  /// The strategy's name in snake_case.
  let name: String
  /// Indices of the legs it uses, one unit of the underlying each.
  let legs: StrategyLegs
  /// Charge per unit of the underlying.
  let charge: Money
}

/// One to three indices of legs, kept in place so that a strategy takes no memory of its own.
struct StrategyLegs: RandomAccessCollection, Sendable {
  private let first, second, third: Int

  init(_ first: Int, _ second: Int = -1, _ third: Int = -1) {
    (self.first, self.second, self.third) = (first, second, third)
  }

  var startIndex: Int { 0 }
  var endIndex: Int { second < 0 ? 1 : third < 0 ? 2 : 3 }

  subscript(index: Int) -> Int { index == 0 ? first : index == 1 ? second : third }
}

/// A leg of a matched strategy, and the units of it that the strategy uses.
typealias MatchedPart = (leg: Int, units: Double)

/// Legs put together, and what the rule charges for all of it.
struct MatchedStrategy: Sendable {
  /// The strategy's name in snake_case.
  let name: String
  /// Places of its legs in ``StrategyMatcher/parts``.
  let parts: Range<Int>
  /// Charge for those units.
  let charge: Money
}
