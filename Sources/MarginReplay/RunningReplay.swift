public import MarginCore

/// A replay that is moved on step by step, all its accounts together, and remembers no step.
///
/// Its size does not depend on how many steps it has taken. ``Replay/run(over:progress:)`` keeps
/// everything; use this where a path is longer than memory, and write down or add up each step. A step
/// that is only looked at, through ``accounts``, makes no records but those of collateral and of shadow models.
public struct RunningReplay: Sendable {
  private let coinPrices: CoinPrices
  private var market: MarketState?
  /// One account for each governing margin model, in the order of the experiment.
  public private(set) var accounts: [AccountReplay]
  /// What rebalancing is measured against so far; `nil` without rebalancing.
  ///
  /// It remembers one number of each of its accounts and components a step.
  public private(set) var benchmark: RebalancingBenchmark?

  /// `replay` before its first step, over a market of so many underlyings.
  public init(_ replay: Replay, underlyings: Int) {
    coinPrices = CoinPrices(replay)
    benchmark = replay.rebalancing.map {
      RebalancingBenchmark(of: replay, keeping: $0, underlyings: underlyings)
    }
    accounts = replay.models.map {
      AccountReplay(plan: replay, model: $0, underlyings: underlyings)
    }
  }

  /// Moves every account on to `market`, which is later than that of the step before.
  ///
  /// - Throws: ``ReplayError`` when a model cannot margin the book; the replay has ended then.
  public mutating func advance(to market: MarketState) throws(ReplayError) {
    if coinPrices.areChecked { try coinPrices.check(market) }
    benchmark?.advance(to: market)
    for index in accounts.indices { try accounts[index].advance(to: market) }
    if self.market?.move(to: market) != true { self.market = market }
  }

  /// Everything that the last step did, in records to keep.
  ///
  /// - Precondition: A step was taken.
  public var step: ReplayStep {
    ReplayStep(
      time: market?.time ?? .earliest, market: quotes, accounts: accounts.map(\.outcome))
  }

  private var quotes: [ReplayStep.Quote] {
    guard let market else { return [] }
    return market.underlyings.indices.map {
      ReplayStep.Quote(spot: market.spot(of: $0), volatility: market.volatility(of: $0))
    }
  }
}
