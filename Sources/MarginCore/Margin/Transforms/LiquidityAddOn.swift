/// What closing the book would lose to spreads, added to margin.
///
/// Half the spread times |delta exposure| of each underlying, and half the spread in volatility times
/// |vega| of each. There is no single standard; exposures on one underlying net before they count.
public struct LiquidityAddOn: MarginTransform {
  private let halfSpread: Double
  private let volatilityHalfSpread: Volatility

  /// - Parameters:
  ///   - halfSpread: Half the spread, as a fraction of price.
  ///   - volatilityHalfSpread: Half the spread of options, in volatility.
  public init(halfSpread: Double, volatilityHalfSpread: Volatility) {
    (self.halfSpread, self.volatilityHalfSpread) = (halfSpread, volatilityHalfSpread)
  }

  /// `liquidity_add_on`.
  public var component: String { "liquidity_add_on" }

  /// M′ = M + Σ (half-spread × |Δ| S + volatility half-spread × |vega|).
  public func adjusted(
    _ asked: MarginAmounts, of model: any MarginModel, for portfolio: Portfolio,
    in market: MarketState
  ) throws(ModelError) -> MarginAmounts {
    try market.check(portfolio)
    let charge = portfolio.exposures(in: market).reduce(0) {
      $0 + halfSpread * abs($1.notional) + volatilityHalfSpread * abs($1.vega)
    }
    return asked.map { $0 + charge }
  }
}

/// What a book holds of one underlying.
struct Exposure {
  /// Index of the underlying.
  let underlying: Int
  /// Net delta, in units.
  let units: Double
  /// Net delta times spot.
  let notional: Money
  /// Net vega, for a volatility of 1.
  let vega: Money
  /// Volatility of a day; NaN where none is known.
  let deviation: Double
}

extension Portfolio {
  /// Net exposures, by underlying.
  func exposures(in market: MarketState) -> [Exposure] {
    underlyings.map { underlying in
      let state = market[underlying]
      let greeks = restricted(to: underlying).reduce(into: Greeks()) { sum, position in
        sum.add(position.instrument.greeks(in: state, at: market.time), times: position.units)
      }
      let days = market.underlyings[underlying].tradingDays
      return Exposure(
        underlying: underlying, units: greeks.delta, notional: greeks.delta * state.spot,
        vega: greeks.vega, deviation: state.volatility / days.squareRoot())
    }
  }
}
