internal import MarginCore

/// Impact of trading spot and futures: a temporary part that is paid, and a permanent shift.
///
/// Temporary cost = notional × coefficient × σ_daily × (units / ADV)^exponent. An exponent of 1 is the
/// linear law, ½ the square-root law, ⅗ what Almgren, Thum, Hauptmann and Li fitted in "Direct
/// Estimation of Equity Market Impact" (2005), who rejected ½; later, larger samples favour ½.
public struct MarketImpact: Sendable, Equatable {
  /// The dimensionless coefficient of the temporary part, of order one.
  public var coefficient: Double
  /// Average daily volume in units of the underlying, > 0.
  public var averageDailyVolume: Double
  /// The exponent of the temporary part, from above 0 to 1.
  public var exponent: Double
  /// The dimensionless coefficient of the permanent part; see ``PermanentImpact``.
  public var permanent: Double

  /// An impact with this coefficient at this average daily volume.
  public init(
    coefficient: Double, averageDailyVolume: Double, exponent: Double = 0.5, permanent: Double = 0
  ) {
    (self.coefficient, self.averageDailyVolume) = (coefficient, averageDailyVolume)
    (self.exponent, self.permanent) = (exponent, permanent)
  }

  func cost(
    units: Double, notional: Money, _ volatility: Volatility, _ tradingDays: Double
  ) -> Money {
    let daily = volatility / tradingDays.squareRoot()
    return notional * coefficient * daily * power(units / averageDailyVolume, exponent)
  }

  /// How far one unit bought moves the price for good: permanent × σ_daily × price / ADV.
  func slope(_ price: Double, _ volatility: Volatility, _ tradingDays: Double) -> Double {
    permanent * volatility / tradingDays.squareRoot() * abs(price) / averageDailyVolume
  }
}

/// The name of ``MarketImpact`` where its exponent is left at ½.
public typealias SquareRootImpact = MarketImpact
