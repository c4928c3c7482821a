/// A buffer on margin that is given back as volatility rises, by a declared rule.
///
/// M′ = M (1 + share × (1 − release)). Release runs from 0 to 1 while the ratio of today's volatility
/// to that of the window runs from `from` to `to`; of the book's underlyings the highest ratio
/// counts. This is option (a) of Article 28 of Commission Delegated Regulation (EU) No 153/2013, which
/// asks for 25 % and leaves the rule of release to the clearing house.
public struct Buffer: MarginTransform {
  private let share: Double
  private let release: ClosedRange<Double>
  private let decay: Double
  private let window: Int

  /// A buffer of `share`, released over `release`.
  ///
  /// - Parameters:
  ///   - share: The buffer as a fraction of margin.
  ///   - release: Ratios of volatility at which release starts and is complete.
  ///   - decay: Share of yesterday's variance in today's.
  ///   - window: Past returns that the long-run volatility is taken from; at least 2.
  public init(share: Double, release: ClosedRange<Double>, decay: Double, window: Int) {
    (self.share, self.release, self.decay, self.window) = (share, release, decay, window)
  }

  /// `buffer`.
  public var component: String { "buffer" }

  /// The model's, or the window if that is longer.
  public func lookBack(over model: Int) -> Int { max(model, window) }

  /// The amounts with what is left of the buffer.
  public func adjusted(
    _ asked: MarginAmounts, of model: any MarginModel, for portfolio: Portfolio,
    in market: MarketState
  ) throws(ModelError) -> MarginAmounts {
    let returns = try market.pastReturns(of: portfolio.underlyings, window, for: model.id)
    let kept = 1 - released(at: returns.map(ratio).max() ?? 0)
    return asked.map { $0 * (1 + share * kept) }
  }

  /// Today's volatility over the window's; 0 where prices stood still.
  func ratio(_ returns: [Double]) -> Double {
    let longRun = meanSquare(returns[...])
    guard longRun > 0 else { return 0 }
    let filter = VolatilityFilter(decay: decay, reversion: 0)
    let now = returns.reduce(longRun) { filter.next(after: $0, $1, longRun) }
    return (now / longRun).squareRoot()
  }

  /// The share of the buffer that is given back at this ratio.
  func released(at ratio: Double) -> Double {
    let width = release.upperBound - release.lowerBound
    guard width > 0 else { return ratio >= release.upperBound ? 1 : 0 }
    return min(1, max(0, (ratio - release.lowerBound) / width))
  }
}
