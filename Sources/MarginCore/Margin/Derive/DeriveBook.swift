/// Everything that Derive's risk managers see of one account in one market.
struct DeriveBook {
  let underlying: Int
  /// Name of the underlying.
  let name: String
  let spot: Double
  /// Confidence in the spot price, and the lower one of spot and perpetual where one is held.
  let spotConfidence: Double
  let confidence: Double
  /// Dollars for one unit of the settlement currency.
  let peg: Double
  /// Perpetuals in coins, their value at the mark, and their unpaid gains.
  let perpetuals: Double
  let perpetualValue: Money
  let perpetualGain: Money
  /// Coins held as a position.
  let base: Double
  let expiries: [DeriveExpiry]
  let collateral: [Pledge]

  /// One collateral asset at today's price.
  struct Pledge {
    let asset: Collateral
    let value: Money
    /// Whether it falls and rises with the market's spot price.
    let moves: Bool
  }

  init(_ underlying: Int, of portfolio: Portfolio, in market: MarketState) {
    let (state, positions) = (market[underlying], portfolio.restricted(to: underlying))
    self.underlying = underlying
    name = market.underlyings[underlying].name
    let perpetuals = positions.filter { $0.instrument.paysVariation }
    (spot, peg) = (state.spot, state.marks?.settlementPrice ?? 1)
    spotConfidence = state.marks?.spotConfidence ?? 1
    self.perpetuals = perpetuals.reduce(0) { $0 + $1.units }
    confidence =
      self.perpetuals == 0
      ? spotConfidence : min(spotConfidence, state.marks?.perpetualConfidence ?? 1)
    perpetualValue = perpetuals.reduce(0) { $0 + $1.units * $1.price(in: state, at: market.time) }
    perpetualGain = perpetuals.reduce(0) { $0 + $1.value(in: state, at: market.time) }
    base = positions.reduce(0) {
      if case .spot = $1.instrument { $0 + $1.units } else { $0 }
    }
    expiries = DeriveExpiry.all(of: positions, in: state, at: market.time)
    collateral = portfolio.pledges(on: underlying, in: market)
  }

  /// Units of options sold that no option of the same strike covers.
  var nakedOptions: Double { expiries.reduce(0) { $0 + $1.naked } }

  /// One book for each underlying of positions and collateral.
  static func all(of portfolio: Portfolio, in market: MarketState) -> [DeriveBook] {
    let pledged = portfolio.collateral.compactMap(\.underlying)
    let used = market.underlyings.indices.filter {
      portfolio.underlyings.contains($0) || pledged.contains($0)
        || ($0 == 0 && !portfolio.collateral.isEmpty)
    }
    return used.map { DeriveBook($0, of: portfolio, in: market) }
  }
}

extension Portfolio {
  /// Collateral that belongs to an underlying; what follows none belongs to the first.
  fileprivate func pledges(on underlying: Int, in market: MarketState) -> [DeriveBook.Pledge] {
    collateral.filter { ($0.underlying ?? 0) == underlying }.map {
      DeriveBook.Pledge(asset: $0, value: $0.value(in: market), moves: $0.underlying != nil)
    }
  }
}
