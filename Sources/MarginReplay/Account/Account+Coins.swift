internal import MarginCore

/// Balances that are not in the account's currency.
///
/// A coin-margined contract pays in its underlying's coin. The account holds one balance per coin, the
/// collateral of the underlying's name, which is opened empty when a contract first pays in it.
extension Account {
  /// Pays `amount`, in the account's currency, in what `instrument` settles in.
  ///
  /// `price` is the contract's own, above 0 where it is paid in coin.
  mutating func settle(
    _ amount: Money, of instrument: Instrument, at price: Double, in market: MarketState
  ) {
    guard instrument.settlement == .inverse else { return portfolio.cash += amount }
    guard amount != 0 else { return }
    let underlying = instrument.underlying
    let balance = coinBalance(of: underlying, in: market)
    let before = portfolio.collateral[balance].counted(in: market)
    portfolio.collateral[balance].quantity += instrument.coins(
      paying: amount, at: price, in: market[underlying])
    attribution.translation += portfolio.collateral[balance].counted(in: market) - before - amount
  }

  /// Coins of an underlying that its contracts have paid so far, less those they took.
  ///
  /// What the account pledged in coin from the start is its owner's choice, and not counted.
  func coinsPaid(by underlying: Int, in market: MarketState) -> Double {
    func coins(_ collateral: [Collateral]) -> Double {
      collateral.reduce(0) { $1.isCoin(of: underlying, in: market) ? $0 + $1.quantity : $0 }
    }
    return portfolio.collateral.isEmpty ? 0 : coins(portfolio.collateral) - coins(plan.collateral)
  }

  /// The place of an underlying's coin among the collateral.
  private mutating func coinBalance(of underlying: Int, in market: MarketState) -> Int {
    let known = portfolio.collateral.firstIndex { $0.isCoin(of: underlying, in: market) }
    if let known { return known }
    portfolio.collateral.append(
      Collateral(market.underlyings[underlying].name, quantity: 0, underlying: underlying))
    return portfolio.collateral.count - 1
  }

  /// Explains what the move since the step before did to the worth of coins and other assets.
  @inline(__always)
  mutating func translate(in market: MarketState) {
    guard !portfolio.collateral.isEmpty, last.time != nil else { return }
    attribution.translation += portfolio.collateralValue(in: market) - last.collateral
  }
}
