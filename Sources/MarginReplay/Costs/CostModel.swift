public import MarginCore

/// What trading costs beyond the mid price: fee, half-spread and market impact.
///
/// Spot and futures pay by notional; options pay by contract and by unit. Source:
/// Almgren, Thum, Hauptmann, Li, "Direct Estimation of Equity Market Impact" (2005), for the form of
/// the impact; the exponent ½ is the square-root law of later, larger samples.
public struct CostModel: Sendable, Equatable {
  /// Fee on spot and futures as a fraction of notional.
  public var fee: Double
  /// Half the bid-ask spread on spot and futures as a fraction of the price.
  public var halfSpread: Double
  /// Impact of trading spot and futures; `nil` for none.
  public var impact: SquareRootImpact?
  /// What an option trade costs.
  public var options: OptionCharge
  /// What a forced option trade costs; `nil` for the same as any other.
  public var liquidation: OptionCharge?

  /// A model in which everything not named is free.
  public init(
    fee: Double = 0, halfSpread: Double = 0, impact: SquareRootImpact? = nil,
    options: OptionCharge = OptionCharge(), liquidation: OptionCharge? = nil
  ) {
    (self.fee, self.halfSpread, self.impact) = (fee, halfSpread, impact)
    (self.options, self.liquidation) = (options, liquidation)
  }

  /// The cost of trading `quantity` contracts or units of `instrument` at `price`.
  public func cost(
    of quantity: Double, _ instrument: Instrument, at price: Double, in state: UnderlyingState,
    tradingDays: Double, forced: Bool = false
  ) -> TradeCost {
    // An inverse contract is a number of dollars, and trades so many coins at its price.
    let units = Position(instrument, quantity: quantity, settledPrice: price).units.magnitude
    guard units > 0 else { return TradeCost() }
    guard instrument.option == nil else {
      return (forced ? liquidation ?? options : options).cost(
        contracts: abs(quantity), units: units)
    }
    let notional = units * abs(price)
    let impact = impact?.cost(units: units, notional: notional, state.volatility, tradingDays) ?? 0
    return TradeCost(fee: notional * fee, spread: notional * halfSpread, impact: impact)
  }
}

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

  func cost(contracts: Double, units: Double) -> TradeCost {
    TradeCost(fee: contracts * fee, spread: units * halfSpread)
  }
}

/// Temporary impact that grows with the square root of the share of daily volume traded.
///
/// Cost = notional × coefficient × σ_daily × √(units / ADV).
public struct SquareRootImpact: Sendable, Equatable {
  /// The dimensionless coefficient, of order one.
  public var coefficient: Double
  /// Average daily volume in units of the underlying, > 0.
  public var averageDailyVolume: Double

  /// An impact with this coefficient at this average daily volume.
  public init(coefficient: Double, averageDailyVolume: Double) {
    (self.coefficient, self.averageDailyVolume) = (coefficient, averageDailyVolume)
  }

  func cost(
    units: Double, notional: Money, _ volatility: Volatility, _ tradingDays: Double
  ) -> Money {
    let daily = volatility / tradingDays.squareRoot()
    return notional * coefficient * daily * (units / averageDailyVolume).squareRoot()
  }
}
