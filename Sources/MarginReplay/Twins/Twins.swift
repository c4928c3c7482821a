public import MarginCore

/// One book twice: margined in stablecoin with linear contracts, and in coin with inverse ones.
///
/// Both start with the same worth and, contract by contract, the same units of the underlying.
public struct Twins: Sendable {
  /// Every contract linear, all of the account in cash.
  public let linear: Replay
  /// Every contract inverse, all of the account in coin.
  public let inverse: Replay
  /// What each starts with.
  public let worth: Money

  /// The twins of `plan` at the first step of a replay; `nil` when it has no contract that could be
  /// coin-margined, or a price of 0.
  ///
  /// Options keep their multiplier. A future or perpetual on m units becomes an inverse one on m times
  /// its price of the quoting currency, and the other way round. What the account starts with, after
  /// haircuts, is all cash in the linear twin, and in the inverse one coins of the underlyings that
  /// contracts are written on, in equal parts.
  public init?(of plan: Replay, at market: MarketState) {
    let contracts = plan.positions.map(\.instrument).filter(\.isContract).map(\.underlying)
    let coins = Set(contracts + plan.strategies.map(\.underlying)).sorted()
    guard !coins.isEmpty, coins.allSatisfy({ market[$0].spot > 0 }) else { return nil }
    let worth = plan.deposit + Portfolio(collateral: plan.collateral).collateralValue(in: market)
    var (linear, inverse) = (plan.twin(.linear, at: market), plan.twin(.inverse, at: market))
    linear.deposit = worth
    inverse.deposit = 0
    inverse.collateral = coins.map {
      Collateral(
        market.underlyings[$0].name,
        quantity: worth / Double(coins.count) / market[$0].spot, underlying: $0)
    }
    (self.linear, self.inverse, self.worth) = (linear, inverse, worth)
  }
}

extension Replay {
  /// The same plan with every contract settled as `settlement` says, without collateral and shadows.
  fileprivate func twin(_ settlement: Settlement, at market: MarketState) -> Replay {
    var twin = self
    (twin.collateral, twin.shadows) = ([], [])
    twin.positions = positions.map {
      Position($0.instrument.settled(settlement, at: market), quantity: $0.quantity)
    }
    for index in twin.strategies.indices { twin.strategies[index].settlement = settlement }
    return twin
  }

  /// The same plan in which no call is ever due.
  var withoutLiquidation: Replay {
    var plan = self
    (plan.settlement.grace, plan.settlement.cure) = (.steps(.max), .none)
    return plan
  }
}

extension Instrument {
  fileprivate var isContract: Bool { if case .spot = self { false } else { true } }

  /// The same contract paid in something else, on as many units at today's price.
  fileprivate func settled(_ settlement: Settlement, at market: MarketState) -> Instrument {
    guard isContract, settlement != self.settlement else { return self }
    let price = price(in: market[underlying], at: market.time)
    let size = settlement == .inverse ? multiplier * price : multiplier / price
    switch self {
    case .spot: return self
    case .option(let option):
      return .option(
        OptionContract(
          underlying: underlying, right: option.right, strike: option.strike,
          expiry: option.expiry, multiplier: multiplier, settlement: settlement))
    case .future(let future):
      return .future(
        FutureContract(
          underlying: underlying, expiry: future.expiry, multiplier: size, settlement: settlement))
    case .perpetual:
      return .perpetual(
        PerpetualContract(underlying: underlying, multiplier: size, settlement: settlement))
    }
  }
}
