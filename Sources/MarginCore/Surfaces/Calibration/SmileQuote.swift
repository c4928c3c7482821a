/// One quoted point of a smile, with the weight of its squared error in a fit.
public struct SmileQuote: Sendable, Equatable {
  /// ln(strike ÷ forward).
  public let logMoneyness: Double
  /// Total variance v²T.
  public let totalVariance: Double
  /// Weight of the squared error in total variance, at least 0; only ratios of weights matter.
  public let weight: Double

  /// A quote in total variance.
  public init(logMoneyness: Double, totalVariance: Double, weight: Double = 1) {
    (self.logMoneyness, self.totalVariance) = (logMoneyness, totalVariance)
    self.weight = weight
  }

  /// A quote in volatility, of an option `years` from expiry.
  public init(
    logMoneyness: Double, volatility: Volatility, years: Years, weight: Double = 1
  ) {
    // A negative volatility or time must not pass as its square.
    let variance = volatility > 0 && years > 0 ? volatility * volatility * years : .nan
    self.init(logMoneyness: logMoneyness, totalVariance: variance, weight: weight)
  }
}

/// Why no smile or surface can be fitted to some quotes.
public enum CalibrationError: Error, Sendable, Equatable {
  /// The quote's log-moneyness, variance or weight is not a finite number.
  case notFinite(quote: Int)
  /// The quote's total variance is zero or negative.
  case varianceNotPositive(quote: Int)
  /// The quote's weight is negative.
  case negativeWeight(quote: Int)
  /// The quote's |log-moneyness| is above 20 or its total variance above 1000.
  case outOfRange(quote: Int)
  /// No quote has a weight above 0.
  case noWeight
  /// Fewer quotes of positive weight, at different strikes, than there are parameters.
  case tooFewStrikes(found: Int, needed: Int)
  /// A bound is not a number, or outside its parameter's domain.
  case invalidBounds
  /// The expiry's time is not above 0 and at most 100 years.
  case invalidYears(expiry: Int)
  /// The expiry, in order of time, has the time of the one before it.
  case repeatedYears(expiry: Int)
  /// Fewer than two expiries have quotes that count: η and γ cannot be told apart.
  case tooFewExpiries(found: Int)
}

extension CalibrationError: CustomStringConvertible {
  /// A sentence that says what to change.
  public var description: String {
    switch self {
    case .notFinite(let quote): "quote \(quote) holds a value that is not a finite number"
    case .varianceNotPositive(let quote): "quote \(quote) has no positive total variance"
    case .negativeWeight(let quote): "quote \(quote) has a negative weight"
    case .outOfRange(let quote):
      "quote \(quote) is beyond log-moneyness ±20 or total variance 1000; check its units"
    case .noWeight: "no quote has a weight above 0"
    case .tooFewStrikes(let found, let needed):
      "\(found) different strikes with weight cannot fix \(needed) parameters"
    case .invalidBounds: "a bound is not a number, or outside the parameter's domain"
    case .invalidYears(let expiry): "expiry \(expiry) is not above 0 and at most 100 years away"
    case .repeatedYears(let expiry): "expiry \(expiry) has the time of the one before it"
    case .tooFewExpiries(let found): "\(found) expiries with weight cannot fix a surface; 2 can"
    }
  }
}

extension [SmileQuote] {
  /// The quotes that count, with weights from 0 to 1.
  ///
  /// - Throws: ``CalibrationError`` when one is unusable or there are too few for `parameters`.
  func usable(for parameters: Int) throws(CalibrationError) -> [SmileQuote] {
    for (i, quote) in enumerated() { try quote.check(i) }
    let largest = map(\.weight).max() ?? 0
    guard largest > 0 else { throw .noWeight }
    let scaled = map { $0.weighted($0.weight / largest) }.filter { $0.weight > 0 }
    let strikes = Set(scaled.map(\.logMoneyness)).count
    guard strikes >= parameters else {
      throw .tooFewStrikes(found: strikes, needed: parameters)
    }
    return scaled
  }
}

extension SmileQuote {
  fileprivate func check(_ index: Int) throws(CalibrationError) {
    let values = [logMoneyness, totalVariance, weight]
    guard values.allSatisfy(\.isFinite) else { throw .notFinite(quote: index) }
    guard totalVariance > 0 else { throw .varianceNotPositive(quote: index) }
    guard weight >= 0 else { throw .negativeWeight(quote: index) }
    guard abs(logMoneyness) <= 20, totalVariance <= 1000 else { throw .outOfRange(quote: index) }
  }

  fileprivate func weighted(_ weight: Double) -> SmileQuote {
    SmileQuote(logMoneyness: logMoneyness, totalVariance: totalVariance, weight: weight)
  }
}
