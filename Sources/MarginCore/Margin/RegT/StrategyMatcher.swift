/// A way of holding legs together, with what the rule charges for one unit of it.
struct Strategy: Sendable {
  /// The strategy's name in snake_case.
  let name: String
  /// Indices of the legs it uses, one unit of the underlying each.
  let legs: [Int]
  /// Charge per unit of the underlying.
  let charge: Money
}

/// Pairs legs into strategies so that the total charge is the lowest possible.
///
/// The choice is a linear programme: use every leg's units exactly, at least cost. It is solved by
/// the simplex method with Bland's rule, which cannot cycle; strategies of a single leg, one for each
/// leg, are the starting point. Matching greedily by width is not optimal for more than two legs.
struct StrategyMatcher {
  private var rows: [[Double]]
  private var units: [Double]
  private var reducedCosts: [Double]
  private var basis: [Int]
  private let strategies: [Strategy]
  private let zero: Double

  /// The units of each strategy that cover `legUnits` (≥ 0) at least cost.
  ///
  /// - Precondition: the first strategies are those of a single leg, in the order of the legs.
  static func match(_ legUnits: [Double], with strategies: [Strategy]) -> [(
    Strategy, units: Double
  )] {
    var matcher = StrategyMatcher(legUnits, strategies)
    while let entering = matcher.entering, let leaving = matcher.leaving(for: entering) {
      matcher.pivot(leaving, entering)
    }
    return matcher.solution
  }

  private init(_ legUnits: [Double], _ strategies: [Strategy]) {
    units = legUnits
    basis = Array(legUnits.indices)
    rows = legUnits.indices.map { leg in strategies.map { $0.legs.contains(leg) ? 1 : 0 } }
    reducedCosts = strategies.map { strategy in
      strategy.charge - strategy.legs.reduce(0) { $0 + strategies[$1].charge }
    }
    self.strategies = strategies
    zero = 1e-12 * (strategies.map { abs($0.charge) }.max() ?? 0)
  }

  private var entering: Int? { reducedCosts.firstIndex { $0 < -zero } }

  private func leaving(for column: Int) -> Int? {
    let candidates = rows.indices.filter { rows[$0][column] > 1e-9 }
    return candidates.min { a, b in
      let (first, second) = (units[a] / rows[a][column], units[b] / rows[b][column])
      return first < second || (first == second && basis[a] < basis[b])
    }
  }

  private mutating func pivot(_ row: Int, _ column: Int) {
    let scale = 1 / rows[row][column]
    for i in rows[row].indices { rows[row][i] *= scale }
    units[row] *= scale
    for other in rows.indices where other != row { subtract(row, from: other, column) }
    let factor = reducedCosts[column]
    for i in reducedCosts.indices { reducedCosts[i] -= factor * rows[row][i] }
    basis[row] = column
  }

  private mutating func subtract(_ row: Int, from other: Int, _ column: Int) {
    let factor = rows[other][column]
    guard factor != 0 else { return }
    for i in rows[other].indices { rows[other][i] -= factor * rows[row][i] }
    units[other] = max(0, units[other] - factor * units[row])
  }

  private var solution: [(Strategy, units: Double)] {
    let used = zip(basis, units).filter { $0.1 > 0 }.sorted { $0.0 < $1.0 }
    return used.map { (strategies[$0.0], $0.1) }
  }
}
