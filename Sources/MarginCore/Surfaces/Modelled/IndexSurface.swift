/// A modelled surface around the level of a volatility index.
///
/// The index fixes the 30-day at-the-money volatility, ``VarianceReversion`` the other times and
/// ``SmileShape`` the other strikes. No option is quoted at these volatilities: report them as
/// modelled.
public struct IndexSurface: SVISurface {
  /// The 30-day at-the-money volatility.
  public let level: Volatility
  /// The other times.
  public let reversion: VarianceReversion
  /// The other strikes.
  public let shape: SmileShape

  /// A surface with the given 30-day at-the-money `level`, above 0.
  public init(level: Volatility, reversion: VarianceReversion, shape: SmileShape) {
    (self.level, self.reversion, self.shape) = (level, reversion, shape)
  }

  /// A surface on an index reading, its convexity taken off.
  public init(index: VolatilityIndex, reversion: VarianceReversion, shape: SmileShape) {
    self.init(level: index.atTheMoney(shape), reversion: reversion, shape: shape)
  }

  /// At-the-money volatility at `years`: the level times a(T); NaN below 0.
  public func atTheMoney(_ years: Years) -> Volatility {
    level * reversion.factor(years: years, level: level)
  }

  /// The smile at `years` > 0 as raw SVI.
  public func slice(_ years: Years) -> RawSVI {
    let volatility = atTheMoney(years)
    return shape.smile(theta: volatility * volatility * years)
  }
}
