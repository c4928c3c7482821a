public import MarginReplay
internal import MarginCore

/// What a report tells of a run: lines thinned to what a chart can show, the first events, sums, and
/// the accounts around the largest moves.
///
/// Its size does not depend on the number of steps.
public struct RunOutline: Sendable {
  /// The first and the last step.
  private(set) var span: (first: Timestamp, last: Timestamp)?
  /// How many steps there were.
  private(set) var count = 0
  private(set) var market: [PathOutline]
  private(set) var accounts: [AccountOutline]

  /// A run of so many steps before the first of them.
  public init(models: [String], underlyings: [String], steps: Int) {
    market = underlyings.enumerated().map { PathOutline($1, index: $0, steps: steps) }
    accounts = models.map {
      AccountOutline(model: $0, underlyings: underlyings.count, steps: steps)
    }
  }

  /// The outline of a whole result.
  public init(_ result: RunResult) {
    self.init(
      models: result.accounts.map(\.model), underlyings: result.market.map(\.name),
      steps: result.times.count)
    result.forEachStep { record($0) }
  }

  /// Adds a step.
  public mutating func record(_ step: ReplayStep) {
    span = (span?.first ?? step.time, step.time)
    var largest: [Int] = []
    for (index, quote) in step.market.enumerated() {
      if market[index].add(quote, at: step.time) { largest.append(index) }
    }
    for (index, account) in step.accounts.enumerated() {
      accounts[index].add(account, largestMoves: largest)
    }
    count += 1
  }

  /// The largest move of each underlying that moved at all.
  var largestMoves: [LargestMove] { market.compactMap(\.largest) }
}

/// What a report tells of one underlying.
struct PathOutline: Sendable {
  /// The underlying's name.
  let name: String
  /// The largest move so far; `nil` when there were no two usable prices in a row.
  private(set) var largest: LargestMove?
  private(set) var spot: ThinnedLine
  private(set) var volatility: ThinnedLine
  private let index: Int
  private var last: ReplayStep.Quote?

  init(_ name: String, index: Int, steps: Int) {
    (self.name, self.index) = (name, index)
    spot = ThinnedLine(of: steps, limit: Chart.Size.wide.points)
    volatility = spot
  }

  /// Adds a step; returns whether it ends the largest move so far.
  mutating func add(_ quote: ReplayStep.Quote, at time: Timestamp) -> Bool {
    defer { last = quote }
    spot.append(quote.spot, at: time)
    volatility.append(quote.volatility, at: time)
    guard let last else { return false }
    let move = LargestMove(name: name, underlying: index, time: time, before: last, after: quote)
    guard move.size.isFinite, move.size > largest?.size ?? 0 else { return false }
    largest = move
    return true
  }
}
