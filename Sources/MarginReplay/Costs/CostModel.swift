public import MarginCore

/// What trading costs beyond the mid price: fee, half-spread and market impact; and what holding costs.
///
/// Spot, futures and perpetuals pay by notional and by contract; options by contract and by unit.
public struct CostModel: Sendable, Equatable {
  /// Fee on spot and futures as a fraction of notional.
  public var fee: Double
  /// Half the bid-ask spread on spot and futures as a fraction of the price.
  public var halfSpread: Double
  /// Impact of trading spot and futures; `nil` for none.
  public var impact: MarketImpact?
  /// What an option trade costs.
  public var options: OptionCharge
  /// What a forced option trade costs; `nil` for the same as any other.
  public var liquidation: OptionCharge?
  /// What makes the fee more than a fraction of notional.
  public var fees = FeeRules()
  /// What makes the half-spread more than a fraction of the price.
  public var spreads = SpreadRules()
  /// What holding costs from step to step.
  public var financing = Financing()

  /// A model in which everything not named is free.
  public init(
    fee: Double = 0, halfSpread: Double = 0, impact: MarketImpact? = nil,
    options: OptionCharge = OptionCharge(), liquidation: OptionCharge? = nil
  ) {
    (self.fee, self.halfSpread, self.impact) = (fee, halfSpread, impact)
    (self.options, self.liquidation) = (options, liquidation)
  }

  /// The cost of trading `quantity` contracts or units of `instrument` at `price`.
  ///
  /// Permanent impact is not part of it: it depends on what was traded before, and an account keeps
  /// it (``PermanentImpact``).
  ///
  /// - Parameters:
  ///   - quantity: Contracts or units; the sign does not matter.
  ///   - instrument: What is traded.
  ///   - price: Its price per unit.
  ///   - state: The underlying at that moment.
  ///   - tradingDays: Days in the year that turns annual volatility into daily.
  ///   - forced: Whether the trade closes by force.
  ///   - time: The moment, for rates that have changed; `nil` for those of ``fee`` and ``halfSpread``.
  ///   - volume: Notional in spot and futures traded within the fee tiers' window before this trade.
  public func cost(
    of quantity: Double, _ instrument: Instrument, at price: Double, in state: UnderlyingState,
    tradingDays: Double, forced: Bool = false, time: Timestamp? = nil, volume: Money = 0
  ) -> TradeCost {
    let units = abs(instrument.units(of: quantity, at: price))
    guard units > 0 else { return TradeCost() }
    let widening = spreads.widening(at: state.volatility)
    guard instrument.option == nil else {
      return (forced ? liquidation ?? options : options).cost(
        contracts: abs(quantity), units: units, widening: widening)
    }
    let notional = units * abs(price)
    return TradeCost(
      fee: fees.fee(on: notional, abs(quantity), at: fees.rate(fee, at: time, volume)),
      spread: spreads.amount(notional, units, at: spreads.rate(halfSpread, at: time)) * widening,
      impact: impact?.cost(units: units, notional: notional, state.volatility, tradingDays) ?? 0)
  }
}
