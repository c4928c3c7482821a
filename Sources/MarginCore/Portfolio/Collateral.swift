/// An asset pledged beside cash: a coin, a currency or a token, counted after a haircut.
public struct Collateral: Sendable, Hashable {
  /// Its name, such as `BTC` or `EUR`.
  public let asset: String
  /// Units held; negative when owed, as a coin that a coin-margined loss took more of than there was.
  public var quantity: Double
  /// Its own price in the account's currency; `nil` where the underlying's price is its price.
  public let price: Double?
  /// The underlying whose price it follows in scenarios; `nil` when it follows none.
  public let underlying: Int?
  /// Units of the underlying that one unit is worth where it has no price of its own.
  public private(set) var ratio = 1.0
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
    return quantity * (price ?? ratio * spot) / peg
  }

  /// Value that counts for equity: what is held after the maintenance haircut, what is owed in full.
  public func counted(in market: MarketState) -> Money {
    let value = value(in: market)
    return value < 0 ? value : value * (1 - haircut)
  }

  /// Whether this is the coin of an underlying itself, in which coin-margined contracts on it are paid.
  public func isCoin(of index: Int, in market: MarketState) -> Bool {
    underlying == index && price == nil && asset == market.underlyings[index].name
  }

  /// The same asset with a price that moves with its underlying's from now on, in proportion.
  ///
  /// An asset that follows no underlying keeps its price.
  public func following(_ market: MarketState) -> Collateral {
    guard let price, let underlying, market[underlying].spot > 0 else { return self }
    var asset = Collateral(
      asset, quantity: quantity, underlying: underlying, haircut: haircut,
      initialHaircut: initialHaircut, confidence: confidence)
    asset.ratio = price / market[underlying].spot
    return asset
  }
}
