/// The quotes of one expiry, for fitting a whole surface.
public struct ExpiryQuotes: Sendable, Equatable {
  /// Time to expiry, above 0.
  public let years: Years
  /// Quotes of that expiry; weights are compared across expiries.
  public let quotes: [SmileQuote]

  /// The quotes `years` before their expiry.
  public init(years: Years, quotes: [SmileQuote]) {
    (self.years, self.quotes) = (years, quotes)
  }
}

extension [ExpiryQuotes] {
  /// The expiries that count in order of time, with weights from 0 to 1 across all of them.
  ///
  /// - Throws: ``CalibrationError``; quotes are counted through all expiries in the order given.
  func usable() throws(CalibrationError) -> [ExpiryQuotes] {
    for (i, expiry) in enumerated() where !(expiry.years > 0 && expiry.years <= 100) {
      throw .invalidYears(expiry: i)
    }
    let all = flatMap(\.quotes)
    _ = try all.usable(for: 1)
    let largest = all.map(\.weight).max() ?? 0
    let kept = map { ExpiryQuotes(years: $0.years, quotes: $0.quotes.counted(upTo: largest)) }
      .filter { !$0.quotes.isEmpty }.sorted { $0.years < $1.years }
    for (i, pair) in zip(kept, kept.dropFirst()).enumerated() where pair.0.years == pair.1.years {
      throw .repeatedYears(expiry: i + 1)
    }
    try kept.requireEnough()
    return kept
  }

  /// Two expiries at least, and as many quotes as unknowns: variance of each, ρ, η and γ.
  private func requireEnough() throws(CalibrationError) {
    guard count >= 2 else { throw .tooFewExpiries(found: count) }
    let found = reduce(0) { $0 + Set($1.quotes.map(\.logMoneyness)).count }
    guard found >= count + 3 else { throw .tooFewStrikes(found: found, needed: count + 3) }
  }
}

extension [SmileQuote] {
  fileprivate func counted(upTo largest: Double) -> [SmileQuote] {
    map {
      SmileQuote(
        logMoneyness: $0.logMoneyness, totalVariance: $0.totalVariance, weight: $0.weight / largest)
    }.filter { $0.weight > 0 }
  }
}
