/// Why a book is asked for what it is asked for.
public struct MarginExplanation: Sendable {
  /// The requirement with its components and binding scenario.
  public let requirement: MarginRequirement
  /// What each position would be asked for alone, in their order.
  public let alone: [Money]
  /// What each position contributes; the sum is the initial requirement.
  public let contributions: [Money]
  /// Distance to liquidation by price, all underlyings moving together.
  public let priceDistance: LiquidationDistance
  /// Distance to liquidation by volatility.
  public let volatilityDistance: LiquidationDistance
  /// The single trade that frees most margin.
  public let freeingTrade: FreeingTrade?

  /// What the positions would be asked for alone, together.
  public var gross: Money { alone.reduce(0, +) }

  /// What margining the book as one saves; negative when it costs.
  public var nettingBenefit: Money { gross - requirement.initial }
}

extension MarginModel {
  /// Explains the requirement of a book.
  ///
  /// - Throws: ``ModelError`` when the model cannot margin the book or one of its positions alone.
  public func explanation(
    of portfolio: Portfolio, in market: MarketState
  ) throws(ModelError) -> MarginExplanation {
    let required = try requirement(for: portfolio, in: market)
    return MarginExplanation(
      requirement: required, alone: try alone(portfolio, in: market),
      contributions: try contributions(to: portfolio, in: market),
      priceDistance: priceDistance(of: portfolio, in: market, required),
      volatilityDistance: volatilityDistance(of: portfolio, in: market, required),
      freeingTrade: try freeingTrade(for: portfolio, in: market))
  }
}
