/// A surface through quotes themselves, nothing fitted.
///
/// Total variance w(k, T) is linear in k between quoted strikes and constant beyond the outermost;
/// at a fixed k it is linear in T between two expiries. Before the first expiry and after the last
/// volatility is that expiry's. Quotes are taken as they are, arbitrage and all; ∂v/∂k jumps at
/// each strike.
public struct QuotedSurface: VolatilitySurface {
  /// The smiles in order of time, at least one.
  public let smiles: [ExpiryQuotes]

  /// A surface through `expiries`, in any order; of quotes at one strike the first counts.
  ///
  /// - Throws: ``CalibrationError`` when a quote or a time cannot be used, or there is none.
  public init(_ expiries: [ExpiryQuotes]) throws(CalibrationError) {
    for (i, expiry) in expiries.enumerated() where !(expiry.years > 0 && expiry.years <= 100) {
      throw .invalidYears(expiry: i)
    }
    _ = try expiries.flatMap(\.quotes).usable(for: 1)
    let sorted = expiries.filter { !$0.quotes.isEmpty }.sorted { $0.years < $1.years }
    for (i, pair) in zip(sorted, sorted.dropFirst()).enumerated()
    where pair.0.years == pair.1.years { throw .repeatedYears(expiry: i + 1) }
    smiles = sorted.map { ExpiryQuotes(years: $0.years, quotes: $0.quotes.byStrike) }
  }

  /// Implied volatility at log-moneyness `k`; NaN without time to expiry.
  public func volatility(_ k: Double, years: Years) -> Volatility {
    years > 0 ? (blend(years) { $0.line(at: k).variance } / years).squareRoot() : .nan
  }

  /// ∂v/∂k at log-moneyness `k`, to the right of a quoted strike; NaN without time to expiry.
  public func skew(_ k: Double, years: Years) -> Double {
    let volatility = volatility(k, years: years)
    return volatility > 0 ? blend(years) { $0.line(at: k).slope } / (2 * volatility * years) : .nan
  }

  private func blend(_ years: Years, _ value: ([SmileQuote]) -> Double) -> Double {
    let end = smiles.firstIndex { years <= $0.years } ?? smiles.count
    guard end > 0, end < smiles.count else {
      let nearest = smiles[min(end, smiles.count - 1)]
      return value(nearest.quotes) * (years / nearest.years)
    }
    let (from, to) = (smiles[end - 1], smiles[end])
    let weight = (years - from.years) / (to.years - from.years)
    return (1 - weight) * value(from.quotes) + weight * value(to.quotes)
  }
}

extension [SmileQuote] {
  /// In order of strike, the first of each.
  fileprivate var byStrike: [SmileQuote] {
    let sorted = enumerated().sorted {
      ($0.element.logMoneyness, $0.offset) < ($1.element.logMoneyness, $1.offset)
    }.map(\.element)
    return sorted.reduce(into: []) { kept, quote in
      if kept.last?.logMoneyness != quote.logMoneyness { kept.append(quote) }
    }
  }

  /// Total variance and its slope at `k`.
  fileprivate func line(at k: Double) -> (variance: Double, slope: Double) {
    guard let end = firstIndex(where: { k < $0.logMoneyness }) else {
      return (last?.totalVariance ?? .nan, 0)
    }
    guard end > 0 else { return (self[0].totalVariance, 0) }
    let (a, b) = (self[end - 1], self[end])
    let slope = (b.totalVariance - a.totalVariance) / (b.logMoneyness - a.logMoneyness)
    return (a.totalVariance + slope * (k - a.logMoneyness), slope)
  }
}
