internal import MarginCore

/// What rebalancing did to one account, and how its equity went, added up step by step.
struct RebalancingTotals: Sendable {
  /// Steps in which something was traded, and in which the policy could not do what it wanted.
  private(set) var (trades, failures) = (0, 0)
  /// What its trades cost.
  private(set) var cost: Money = 0
  /// What changed hands one way, in parts of wealth: half of what all holdings and cash moved by.
  private(set) var turnover = 0.0
  /// The largest fall below the highest equity so far, in parts of that.
  private(set) var deepestDrawdown = 0.0

  private var peak: Money = 0
  private var last: Money?
  private var returns = RunningVariance()
  private var isSolvent = true

  mutating func add(_ step: AccountStep) {
    for trade in step.trades where trade.reason == .rebalance { cost += trade.cost.total }
    add(step.rebalancings)
    add(equity: step.record.equity)
  }

  private mutating func add(_ records: [RebalancingRecord]) {
    if records.contains(where: \.isRefused) { failures += 1 }
    let moves = records.filter { $0.outcome == .traded }.map { $0.traded / $0.wealth }
    guard !moves.isEmpty else { return }
    trades += 1
    turnover += 0.5 * (moves.reduce(0) { $0 + abs($1) } + abs(moves.reduce(0, +)))
  }

  private mutating func add(equity: Money) {
    peak = max(peak, equity)
    if peak > 0 { deepestDrawdown = max(deepestDrawdown, 1 - equity / peak) }
    isSolvent = isSolvent && equity > 0
    if isSolvent, let last { returns.add(equity / last - 1) }
    last = equity
  }

  /// Standard deviation per year of the returns from step to step; `nil` once equity was not above 0.
  func volatility(over years: Years) -> Double? {
    guard isSolvent, years > 0 else { return nil }
    return (returns.variance * Double(returns.count) / years).squareRoot()
  }
}

/// A sample variance, number by number.
///
/// Source: Welford, "Note on a Method for Calculating Corrected Sums of Squares and Products" (1962).
struct RunningVariance: Sendable {
  private(set) var count = 0
  private var mean = 0.0
  private var squares = 0.0

  mutating func add(_ value: Double) {
    count += 1
    let distance = value - mean
    mean += distance / Double(count)
    squares += distance * (value - mean)
  }

  /// Its value; 0 for fewer than two numbers.
  var variance: Double { count > 1 ? squares / Double(count - 1) : 0 }
}

extension RebalancingRecord {
  fileprivate var isRefused: Bool {
    switch outcome {
    case .unaffordable, .noPrice, .noWealth: true
    case .opened, .held, .traded, .suspended: false
    }
  }
}
