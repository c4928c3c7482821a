internal import MarginCore

/// Coin-margined contracts pay amounts over prices, which must be above 0.
struct CoinPrices {
  /// Underlyings in whose coin contracts of the book are paid, ascending.
  private let underlyings: [Int]
  private let account: String

  init(_ replay: Replay) {
    let contracts = replay.positions.filter { $0.instrument.settlement == .inverse }
    let rolled = replay.strategies.filter { $0.settlement == .inverse }
    underlyings = Set(contracts.map(\.instrument.underlying) + rolled.map(\.underlying)).sorted()
    account = replay.models.first?.id ?? ""
  }

  func check(_ market: MarketState) throws(ReplayError) {
    for underlying in underlyings where !(market[underlying].spot > 0) {
      throw ReplayError(
        account: account, time: market.time,
        reason: .unusablePrice(
          underlying: market.underlyings[underlying].name, value: market[underlying].spot))
    }
  }
}
