public import MarginCore

/// What trading one option costs.
public struct OptionCharge: Sendable, Equatable {
  /// Fee per contract.
  public var fee: Money
  /// Half the bid-ask spread per unit of the underlying, as an amount of money.
  public var halfSpread: Money

  /// A charge per contract and per unit.
  public init(fee: Money = 0, halfSpread: Money = 0) {
    (self.fee, self.halfSpread) = (fee, halfSpread)
  }

  func cost(contracts: Double, units: Double, widening: Double = 1) -> TradeCost {
    TradeCost(fee: contracts * fee, spread: units * halfSpread * widening)
  }
}
