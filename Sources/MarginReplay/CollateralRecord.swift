public import MarginCore

/// A coin or another asset beside cash at the end of a step.
public struct CollateralRecord: Sendable, Equatable {
  /// The step's moment.
  public let time: Timestamp
  /// Its name.
  public let asset: String
  /// Units held; negative when owed.
  public let quantity: Double
  /// What they are worth.
  public let value: Money
  /// What of it counts for equity, after the haircut.
  public let counted: Money

  /// An asset at one step.
  public init(time: Timestamp, asset: String, quantity: Double, value: Money, counted: Money) {
    (self.time, self.asset, self.quantity) = (time, asset, quantity)
    (self.value, self.counted) = (value, counted)
  }

  init(_ collateral: Collateral, in market: MarketState) {
    self.init(
      time: market.time, asset: collateral.asset, quantity: collateral.quantity,
      value: collateral.value(in: market), counted: collateral.counted(in: market))
  }
}

extension Replay {
  /// Whether accounts may hold anything beside cash: collateral, or coins that contracts have paid.
  public var holdsCoins: Bool { !collateral.isEmpty || CoinPrices(self).areChecked }
}
