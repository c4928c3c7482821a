public import MarginCore

/// One quote of one option, as a file has it.
public struct OptionQuote: Sendable, Equatable {
  /// When it was known.
  public var time: Timestamp
  /// The name of the contract; empty when the file has none.
  public var instrument: String
  /// When the option expires.
  public var expiry: Timestamp
  /// Strike, in the currency of the underlying's price.
  public var strike: Double
  /// Whether it is a call.
  public var isCall: Bool
  /// Best bid; `nil` when there is none.
  public var bid: Double?
  /// Best ask; `nil` when there is none.
  public var ask: Double?
  /// The venue's own price; `nil` when the file has none.
  public var mark: Double?
  /// Price of the underlying; `nil` when the file has none.
  public var underlying: Double?
  /// Implied volatilities of bid, ask and mark as fractions; `nil` where the file has none.
  public var bidVolatility: Double?
  /// Implied volatility of the ask.
  public var askVolatility: Double?
  /// Implied volatility of the mark.
  public var markVolatility: Double?
  /// Whether prices are in units of the underlying, as for inverse options.
  public var isInverse: Bool
}

/// A contract as its name tells it.
public struct OptionName: Sendable, Equatable {
  /// The underlying, such as `BTC` or `BTC_USDC`.
  public let underlying: String
  /// When it expires.
  public let expiry: Timestamp
  /// Its strike.
  public let strike: Double
  /// Whether it is a call.
  public let isCall: Bool

  /// Reads `BTC-25DEC20-20000-C`, the style of Deribit, whose options expire at 08:00 UTC.
  ///
  /// A `d` in the strike is a decimal point: `XRP_USDC-30MAY25-2d3-P`.
  public init?(deribit name: String) {
    let parts = name.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 4, !parts[0].isEmpty, let day = expiryDay(parts[1]),
      let strike = finiteNumber(String(parts[2]).replacing("d", with: ".")), strike > 0,
      parts[3] == "C" || parts[3] == "P"
    else { return nil }
    (underlying, self.strike, isCall) = (String(parts[0]), strike, parts[3] == "C")
    expiry = day.start + TimeSpan(microseconds: 8 * 3_600_000_000)
  }

  /// Whether prices are in coin: contracts settled in another currency name it, as in `BTC_USDC`.
  public var isInverse: Bool { !underlying.contains("_") }
}

/// `25DEC20` or `3JAN25`, in the years 2000 to 2099.
private func expiryDay(_ text: Substring) -> CalendarDay? {
  guard (6...7).contains(text.utf8.count), let pattern = TimePattern("dMMMyyyy") else { return nil }
  let whole = Array("\(text.dropLast(2))20\(text.suffix(2))".utf8)
  guard case .day(let day)? = whole.withUnsafeBufferPointer({ pattern.read($0) }) else {
    return nil
  }
  return day
}
