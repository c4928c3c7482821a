/// A volatility index modelled by regression on past prices of its underlying, where none exists.
///
/// index ÷ 100 = intercept + realised·RV + fall·min(rₜ, 0) + pastFalls·Σ min(rₜ₋ⱼ, 0), j = 1…4, where
/// RV is ``RealisedVolatility`` over 21 log returns and r the log return of each row. Falls count
/// beside realised volatility because an index jumps on the day of a fall, before the window has
/// taken it in. The values are modelled; never present them as the index itself.
public struct IndexRegression: VolatilityEstimator, Equatable {
  /// A fitted number and how well the data fix it.
  public struct Coefficient: Sendable, Equatable {
    /// The number.
    public let value: Double
    /// Its standard error, robust to residuals that persist from day to day.
    public let standardError: Double

    /// A fitted number.
    public init(_ value: Double, standardError: Double = 0) {
      (self.value, self.standardError) = (value, standardError)
    }
  }

  /// The value with no volatility and no fall.
  public let intercept: Coefficient
  /// Per unit of realised volatility.
  public let realised: Coefficient
  /// Per unit of the row's own fall; negative, as falls are.
  public let fall: Coefficient
  /// Per unit of the four falls before it; negative.
  public let pastFalls: Coefficient
  /// The least value.
  public let floor: Volatility

  /// Log returns in realised volatility.
  public static let window = 21
  /// Earlier rows whose falls count.
  public static let lags = 4

  /// A regression with these coefficients.
  public init(
    intercept: Coefficient, realised: Coefficient, fall: Coefficient, pastFalls: Coefficient,
    floor: Volatility = 0.05
  ) {
    (self.intercept, self.realised) = (intercept, realised)
    (self.fall, self.pastFalls, self.floor) = (fall, pastFalls, floor)
  }

  /// The modelled index ÷ 100 at each row, given `tradingDays` rows a year.
  ///
  /// NaN before row 21 and wherever the window holds a price that is not positive.
  public func values(of spots: [Double], tradingDays: Double) -> [Volatility] {
    let falls = logReturns(of: spots).map { $0 < 0 ? $0 : 0 }
    let volatilities = RealisedVolatility(window: Self.window).values(
      of: spots, tradingDays: tradingDays)
    return volatilities.indices.map { row in
      let volatility = volatilities[row]
      return volatility.isNaN ? .nan : max(floor, value(volatility, falls[row - Self.lags...row]))
    }
  }

  private func value(_ volatility: Volatility, _ falls: ArraySlice<Double>) -> Volatility {
    let past = falls.dropLast().reduce(0, +)
    return intercept.value + realised.value * volatility + fall.value * (falls.last ?? 0)
      + pastFalls.value * past
  }
}
