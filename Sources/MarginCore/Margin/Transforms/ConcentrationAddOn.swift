/// What a position too large to close at once may lose while it is closed, added to margin.
///
/// For each underlying, with d = |delta| ÷ (participation × average daily volume) days to close:
/// multiple × |delta exposure| × daily volatility × (√max(d, threshold) − √threshold). There is no
/// single standard; one volume serves every underlying of the book.
public struct ConcentrationAddOn: MarginTransform {
  private let dailyVolume: Double
  private let threshold: Double
  private let multiple: Double

  /// - Parameters:
  ///   - dailyVolume: Units of an underlying that can be closed in a day, above 0.
  ///   - threshold: Days to close that cost nothing, at least 0.
  ///   - multiple: Deviations of a daily move that are covered.
  public init(dailyVolume: Double, threshold: Double, multiple: Double) {
    (self.dailyVolume, self.threshold, self.multiple) = (dailyVolume, threshold, multiple)
  }

  /// `concentration_add_on`.
  public var component: String { "concentration_add_on" }

  /// M′ = M + Σ multiple × |Δ| S σ (√max(d, threshold) − √threshold).
  public func adjusted(
    _ asked: MarginAmounts, of model: any MarginModel, for portfolio: Portfolio,
    in market: MarketState
  ) throws(ModelError) -> MarginAmounts {
    try market.check(portfolio)
    var charge = 0.0
    for exposure in portfolio.exposures(in: market) {
      let days = max(abs(exposure.units) / dailyVolume, threshold)
      let extra = days.squareRoot() - threshold.squareRoot()
      // A book that is closed at once needs no volatility.
      guard extra > 0 else { continue }
      guard exposure.deviation.isFinite else {
        throw .missingVolatility(underlying: market.underlyings[exposure.underlying].name)
      }
      charge += multiple * abs(exposure.notional) * exposure.deviation * extra
    }
    return asked.map { $0 + charge }
  }
}
