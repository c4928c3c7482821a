internal import MarginCore

extension Replay {
  /// Coin-margined contracts pay amounts over prices, which must be above 0.
  func checkCoinPrices(
    of coinUnderlyings: [Int], in market: MarketState
  ) throws(ReplayError) {
    for underlying in coinUnderlyings where !(market[underlying].spot > 0) {
      throw ReplayError(
        account: models.first?.id ?? "", time: market.time,
        reason: .unusablePrice(
          underlying: market.underlyings[underlying].name, value: market[underlying].spot))
    }
  }

  /// Underlyings in whose coin contracts of the book are paid, ascending.
  var coinUnderlyings: [Int] {
    let contracts = positions.filter { $0.instrument.settlement == .inverse }
    let rolled = strategies.filter { $0.settlement == .inverse }
    return Set(contracts.map(\.instrument.underlying) + rolled.map(\.underlying)).sorted()
  }
}
