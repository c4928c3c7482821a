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
  /// Models that replace this one, all but its ``financing``, from a date on; `nil` when nothing changes.
  public var dated: Dated<CostModel>?

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
  ///   - time: The moment, for what has changed; `nil` for what stands in this model.
  ///   - volume: Notional in spot and futures traded within the fee tiers' window before this trade.
  public func cost(
    of quantity: Double, _ instrument: Instrument, at price: Double, in state: UnderlyingState,
    tradingDays: Double, forced: Bool = false, time: Timestamp? = nil, volume: Money = 0
  ) -> TradeCost {
    let units = abs(instrument.units(of: quantity, at: price))
    guard units > 0 else { return TradeCost() }
    if let time, let dated {
      return dated.value(at: time).cost(
        abs(quantity), units, instrument, at: price, in: state, tradingDays, forced, time, volume)
    }
    return cost(
      abs(quantity), units, instrument, at: price, in: state, tradingDays, forced, time, volume)
  }

  /// The model that holds at `time`.
  public func model(at time: Timestamp) -> CostModel { dated?.value(at: time) ?? self }

  /// The same with half-spreads of spot and futures that replace those declared.
  public func quoted(_ halfSpreads: DatedRate) -> CostModel {
    var model = self
    model.spreads.quoted = halfSpreads
    model.dated = dated?.map { $0.quoted(halfSpreads) }
    return model
  }

  private func cost(
    _ quantity: Double, _ units: Double, _ instrument: Instrument, at price: Double,
    in state: UnderlyingState, _ tradingDays: Double, _ forced: Bool, _ time: Timestamp?,
    _ volume: Money
  ) -> TradeCost {
    let widening = spreads.widening(at: state.volatility)
    guard instrument.option == nil else {
      return (forced ? liquidation ?? options : options).cost(
        contracts: quantity, units: units, widening: widening)
    }
    let notional = units * abs(price)
    return TradeCost(
      fee: fees.fee(on: notional, quantity, at: fees.rate(fee, volume)),
      spread: spreads.amount(notional, units, at: spreads.rate(halfSpread, at: time)) * widening,
      impact: impact?.cost(units: units, notional: notional, state.volatility, tradingDays) ?? 0)
  }
}
