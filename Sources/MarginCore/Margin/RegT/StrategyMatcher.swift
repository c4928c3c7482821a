/// A way of holding up to three legs together, with what the rule charges for one unit of it.
struct Strategy: Sendable {
  /// The strategy's name in snake_case.
  let name: String
  /// Indices of the legs it uses, one unit of the underlying each.
  let legs: [Int]
  /// Charge per unit of the underlying.
  let charge: Money
}

/// Legs put together, and what the rule charges for all of it.
struct MatchedStrategy: Sendable {
  /// The strategy's name in snake_case.
  let name: String
  /// The legs and the units of each.
  let legs: [(leg: Int, units: Double)]
  /// Charge for those units.
  let charge: Money
}

/// Pairs legs into strategies so that the total charge is the lowest possible.
///
/// The choice is a linear programme: use every leg's units exactly, at least cost. Its columns are the
/// strategies of single legs, of short combinations and of stock with options, and the spread groups,
/// whose charge is itself the largest of several losses. Strategies of a single leg are the starting
/// point. Matching greedily by width is not optimal for more than two legs.
struct StrategyMatcher {
  private let rules: StrategyRules
  private let legs: [StrategyRules.Leg]
  private let strategies: [Strategy]
  private let groups: [SpreadGroup]
  private let columns: [LinearProgram.Column]
  private let solution: LinearProgram.Solution
  private var units: [Double]

  /// The cheapest way to hold `legs`, none of which is empty.
  init(_ legs: [StrategyRules.Leg], under rules: StrategyRules) {
    (self.legs, self.rules) = (legs, rules)
    strategies = rules.strategies(for: legs)
    groups = SpreadGroup.all(of: legs, spot: rules.spot)
    columns = Self.columns(strategies, groups, legCount: legs.count)
    let groupRows = groups.reduce(0) { $0 + $1.rowCount }
    let bounds = legs.map { abs($0.units) } + [Double](repeating: 0, count: groupRows)
    solution = LinearProgram.solve(bounds, columns)
    let noise = 1e-12 * (bounds.max() ?? 0)
    units = solution.values.map { $0 > noise ? $0 : 0 }
    joinIdleLongs(spreadStart: strategies.count + groupRows)
  }

  /// Units of a long option that lie idle beside a spread of the same option stand with it: a spread
  /// loses no more for them, and its shape is known by them.
  private mutating func joinIdleLongs(spreadStart: Int) {
    var start = spreadStart
    for group in groups {
      for (column, leg) in group.members.enumerated()
      where units[start + column] > 0 && legs[leg].isLong && strategies[leg].charge == 0 {
        units[start + column] += units[leg]
        units[leg] = 0
      }
      start += group.members.count + 1
    }
  }

  /// What one more unit of each leg would cost; times the units they sum to the total charge.
  var marginalCharges: [Double] { Array(solution.rowPrices[legs.indices]) }

  /// The strategies in use: those of fixed shape in the order of their legs, then spreads.
  var matched: [MatchedStrategy] {
    let groupRows = solution.rowPrices.count - legs.count
    let fixed = strategies.indices.compactMap { index -> MatchedStrategy? in
      let strategy = strategies[index]
      let units = units[index < legs.count ? index : index + groupRows]
      guard units > 0 else { return nil }
      return MatchedStrategy(
        name: strategy.name, legs: strategy.legs.map { ($0, units) },
        charge: strategy.charge * units)
    }
    return fixed + spreads(from: strategies.count + groupRows)
  }

  private func spreads(from first: Int) -> [MatchedStrategy] {
    var start = first
    return groups.compactMap { group in
      defer { start += group.members.count + 1 }
      let used = group.members.enumerated().map { (leg: $1, units: units[start + $0]) }
        .filter { $0.units > 0 }
      guard !used.isEmpty else { return nil }
      return MatchedStrategy(
        name: spreadName(of: used.map { (legs[$0.leg], $0.units) }), legs: used,
        charge: rules.spot * units[start + group.members.count])
    }
  }

  /// Single legs and the slack of each group's rows, the starting point, then everything else.
  private static func columns(
    _ strategies: [Strategy], _ groups: [SpreadGroup], legCount: Int
  ) -> [LinearProgram.Column] {
    let fixed = strategies.map { strategy in
      LinearProgram.Column(cost: strategy.charge, entries: strategy.legs.map { ($0, 1) })
    }
    var (slack, spreads) = ([LinearProgram.Column](), [LinearProgram.Column]())
    for group in groups {
      let row = legCount + slack.count
      spreads += group.columns(startingAt: row)
      slack += (row..<row + group.rowCount).map { .init(cost: 0, entries: [($0, 1)]) }
    }
    return fixed[..<legCount] + slack + fixed[legCount...] + spreads
  }
}
