extension Portfolio {
  /// Underlyings in whose coin contracts of the book are paid or collateral is held, ascending; those
  /// without a price above 0 are left out.
  public func coins(in market: MarketState) -> [Int] {
    let contracts = positions.filter { $0.quantity != 0 && $0.instrument.settlement == .inverse }
    let paid = Set(contracts.map(\.instrument.underlying))
    return market.underlyings.indices.filter { underlying in
      market[underlying].spot > 0
        && (paid.contains(underlying)
          || collateral.contains { $0.isCoin(of: underlying, in: market) })
    }
  }
}
