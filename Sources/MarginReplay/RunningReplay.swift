public import MarginCore

/// A replay that is moved on step by step, all its accounts together, and remembers no step.
///
/// Its size does not depend on how many steps it has taken. ``Replay/run(over:progress:)`` keeps
/// everything; use this where a path is longer than memory, and write down or add up each step.
public struct RunningReplay: Sendable {
  private let plan: Replay
  private let coinUnderlyings: [Int]
  private var accounts: [AccountReplay]
  /// What rebalancing is measured against so far; `nil` without rebalancing.
  ///
  /// It remembers one number of each of its accounts and components a step.
  public private(set) var benchmark: RebalancingBenchmark?

  /// `replay` before its first step, over a market of so many underlyings.
  public init(_ replay: Replay, underlyings: Int) {
    (plan, coinUnderlyings) = (replay, replay.coinUnderlyings)
    benchmark = RebalancingBenchmark(of: replay, underlyings: underlyings)
    accounts = replay.models.map {
      AccountReplay(plan: replay, model: $0, underlyings: underlyings)
    }
  }

  /// Moves every account on to `market`, which is later than that of the step before.
  ///
  /// - Throws: ``ReplayError`` when a model cannot margin the book; the replay has ended then.
  public mutating func advance(to market: MarketState) throws(ReplayError) -> ReplayStep {
    try plan.checkCoinPrices(of: coinUnderlyings, in: market)
    benchmark?.advance(to: market)
    var steps: [AccountStep] = []
    steps.reserveCapacity(accounts.count)
    for index in accounts.indices { steps.append(try accounts[index].advance(to: market)) }
    let quotes = market.underlyings.indices.map { index in
      let state = market[index]
      return ReplayStep.Quote(spot: state.spot, volatility: state.volatility)
    }
    return ReplayStep(time: market.time, market: quotes, accounts: steps)
  }
}
