/// An asset pledged beside cash: a coin, a currency or a token, counted after a haircut.
public struct Collateral: Sendable, Hashable {
  /// Its name, such as `BTC` or `EUR`.
  public let asset: String
  /// Units held, ≥ 0.
  public let quantity: Double
  /// Its own price in the account's currency; `nil` where the underlying's price is its price.
  public let price: Double?
  /// The underlying whose price it follows in scenarios; `nil` when it follows none.
  public let underlying: Int?
  /// Share of the value that does not count for equity, 0 to 1.
  public let haircut: Double
  /// Share that does not count towards initial margin; at least `haircut`.
  public let initialHaircut: Double
  /// The venue's confidence in its price, 0 to 1.
  public let confidence: Double

  /// Collateral of `quantity` units.
  public init(
    _ asset: String, quantity: Double, price: Double? = nil, underlying: Int? = nil,
    haircut: Double = 0, initialHaircut: Double? = nil, confidence: Double = 1
  ) {
    (self.asset, self.quantity, self.price) = (asset, quantity, price)
    (self.underlying, self.haircut) = (underlying, haircut)
    (self.initialHaircut, self.confidence) = (initialHaircut ?? haircut, confidence)
  }

  /// Value before the haircut, in the currency that accounts are settled in.
  ///
  /// Asset prices are in dollars; a stablecoin off its peg makes them worth more or fewer units of it.
  public func value(in market: MarketState) -> Money {
    let spot = underlying.map { market[$0].spot } ?? 0
    let peg = market.underlyings.isEmpty ? 1 : market[underlying ?? 0].marks?.settlementPrice ?? 1
    return quantity * (price ?? spot) / peg
  }
}
