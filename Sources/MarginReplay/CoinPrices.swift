internal import MarginCore

/// Coin-margined contracts pay amounts over prices, which must be above 0.
struct CoinPrices {
  /// Underlyings in whose coin contracts of the book are paid, ascending.
  private let underlyings: [Int]
  /// Whether hedges are paid in coin, those of every underlying.
  private let isHedgePaidInCoin: Bool
  private let account: String

  init(_ replay: Replay) {
    let contracts = replay.positions.filter { $0.instrument.settlement == .inverse }
    let rolled = replay.strategies.filter { $0.settlement == .inverse }
    underlyings = Set(contracts.map(\.instrument.underlying) + rolled.map(\.underlying)).sorted()
    isHedgePaidInCoin =
      replay.hedging.vehicle.settlement == .inverse && !(replay.hedging.policy is NoHedge)
    areChecked = isHedgePaidInCoin || !underlyings.isEmpty
    account = replay.models.first?.id ?? ""
  }

  /// Whether anything is paid in coin.
  let areChecked: Bool

  @inline(__always)
  func check(_ market: MarketState) throws(ReplayError) {
    if areChecked { try checkAll(market) }
  }

  private func checkAll(_ market: MarketState) throws(ReplayError) {
    let checked = isHedgePaidInCoin ? Array(market.underlyings.indices) : underlyings
    for underlying in checked where !(market[underlying].spot > 0) {
      throw ReplayError(
        account: account, time: market.time,
        reason: .unusablePrice(
          underlying: market.underlyings[underlying].name, value: market[underlying].spot))
    }
  }
}

extension HedgePlan.Vehicle {
  /// What gains are paid in; spot is linear.
  fileprivate var settlement: Settlement {
    switch self {
    case .spot: .linear
    case .future(_, _, let settlement), .perpetual(_, let settlement): settlement
    }
  }
}
