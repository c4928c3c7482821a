/// Pairs legs into strategies so that the total charge is the lowest possible.
///
/// The choice is a linear programme: use every leg's units exactly, at least cost. Its columns are the
/// strategies of single legs, of short combinations and of stock with options, and the spread groups,
/// whose charge is itself the largest of several losses. Strategies of a single leg are the starting
/// point, and the answer where no two legs can stand together. Matching greedily by width is not optimal
/// for more than two legs. All storage is kept from one book to the next.
struct StrategyMatcher {
  private(set) var legs: [StrategyRules.Leg] = []
  private var strategies: [Strategy] = []
  private var spreads = SpreadGroups()
  private var program = LinearProgram()
  private var bounds: [Double] = []
  private var units: [Double] = []
  /// The strategies in use: those of fixed shape in the order of their legs, then spreads.
  private(set) var matched: [MatchedStrategy] = []
  /// The legs of all strategies in use.
  private(set) var parts: [MatchedPart] = []

  private var spot = 0.0

  /// Finds the cheapest way to hold `legs`, none of which is empty.
  mutating func match(_ legs: [StrategyRules.Leg], under rules: StrategyRules) {
    spot = rules.spot
    self.legs.removeAll(keepingCapacity: true)
    self.legs.append(contentsOf: legs)
    strategies.removeAll(keepingCapacity: true)
    rules.addStrategies(for: legs, to: &strategies)
    spreads.find(in: legs, spot: spot)
    solve()
    matched.removeAll(keepingCapacity: true)
    parts.removeAll(keepingCapacity: true)
    addFixed()
    addSpreads()
  }

  /// What one more unit of each leg would cost; times the units they sum to the total charge.
  var marginalCharges: [Double] {
    legs.indices.map { isApart ? strategies[$0].charge : program.price(ofRow: $0) }
  }

  /// Whether every leg stands alone, for want of a strategy of two.
  private var isApart: Bool { strategies.count == legs.count && spreads.groups.isEmpty }

  private mutating func solve() {
    let groupRows = spreads.rowCount
    bounds.removeAll(keepingCapacity: true)
    for leg in legs { bounds.append(abs(leg.units)) }
    let noise = 1e-12 * (bounds.max() ?? 0)
    units.removeAll(keepingCapacity: true)
    guard !isApart else { return units.append(contentsOf: bounds) }
    bounds.append(contentsOf: repeatElement(0, count: groupRows))
    addColumns()
    program.solve(bounds)
    for value in program.values { units.append(value > noise ? value : 0) }
    joinIdleLongs(spreadStart: strategies.count + groupRows)
  }

  /// Single legs and the slack of each group's rows, the starting point, then everything else.
  private mutating func addColumns() {
    program.removeColumns()
    for strategy in strategies[..<legs.count] { addColumn(strategy) }
    for row in legs.count..<bounds.count {
      program.addColumn(cost: 0)
      program.addEntry(row: row, 1)
    }
    for strategy in strategies[legs.count...] { addColumn(strategy) }
    var row = legs.count
    for group in spreads.groups {
      spreads.addColumns(of: group, legs, spot: spot, startingAt: row, to: &program)
      row += group.rowCount
    }
  }

  private mutating func addColumn(_ strategy: Strategy) {
    program.addColumn(cost: strategy.charge)
    for leg in strategy.legs { program.addEntry(row: leg, 1) }
  }

  /// Units of a long option that lie idle beside a spread of the same option stand with it: a spread
  /// loses no more for them, and its shape is known by them.
  private mutating func joinIdleLongs(spreadStart: Int) {
    var start = spreadStart
    for group in spreads.groups {
      for (column, place) in group.members.enumerated() {
        let leg = spreads.members[place]
        guard units[start + column] > 0, legs[leg].isLong, strategies[leg].charge == 0 else {
          continue
        }
        units[start + column] += units[leg]
        units[leg] = 0
      }
      start += group.members.count + 1
    }
  }

  private mutating func addFixed() {
    let groupRows = isApart ? 0 : spreads.rowCount
    for (index, strategy) in strategies.enumerated() {
      let units = units[index < legs.count ? index : index + groupRows]
      guard units > 0 else { continue }
      let first = parts.count
      for leg in strategy.legs { parts.append((leg, units)) }
      matched.append(
        MatchedStrategy(
          name: strategy.name, parts: first..<parts.count, charge: strategy.charge * units))
    }
  }

  private mutating func addSpreads() {
    var start = strategies.count + spreads.rowCount
    for group in spreads.groups {
      let (first, charge) = (parts.count, spot * units[start + group.members.count])
      for (column, place) in group.members.enumerated() where units[start + column] > 0 {
        parts.append((spreads.members[place], units[start + column]))
      }
      start += group.members.count + 1
      guard parts.count > first else { continue }
      matched.append(
        MatchedStrategy(
          name: spreadName(of: parts[first...], in: legs), parts: first..<parts.count,
          charge: charge))
    }
  }
}
