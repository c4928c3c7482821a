/// How far a market may move before equity falls below maintenance margin.
public struct LiquidationDistance: Sendable, Equatable {
  /// The smallest relative fall that does it, from 0 to −1; `nil` when none does.
  public let down: Double?
  /// The smallest relative rise that does it, up to 3 (four times the level); `nil` when none does.
  public let up: Double?
}

extension MarginModel {
  /// The distance to liquidation when one underlying's price moves, or every one's by the same factor.
  ///
  /// Prices follow the model at unchanged volatility; the requirement is that of the moved market. The
  /// move is searched in steps of 1 % and then bisected to 1e-9, so that a breach that heals within a
  /// step may be passed over.
  ///
  /// - Throws: ``ModelError`` when the book cannot be margined as it stands.
  public func priceDistance(
    of portfolio: Portfolio, in market: MarketState, underlying: Int? = nil
  ) throws(ModelError) -> LiquidationDistance {
    let required = try requirement(for: portfolio, in: market)
    return priceDistance(of: portfolio, in: market, required, underlying: underlying)
  }

  /// The distance to liquidation when every volatility moves by the same factor, quoted ones too; a
  /// volatility surface stays as it is.
  public func volatilityDistance(
    of portfolio: Portfolio, in market: MarketState
  ) throws(ModelError) -> LiquidationDistance {
    let required = try requirement(for: portfolio, in: market)
    return volatilityDistance(of: portfolio, in: market, required)
  }

  /// The same where what is required today is known.
  func priceDistance(
    of portfolio: Portfolio, in market: MarketState, _ required: MarginRequirement,
    underlying: Int? = nil
  ) -> LiquidationDistance {
    distance(of: portfolio, in: market, required) { market.moved(underlying, price: 1 + $0) }
  }

  func volatilityDistance(
    of portfolio: Portfolio, in market: MarketState, _ required: MarginRequirement
  ) -> LiquidationDistance {
    distance(of: portfolio, in: market, required) {
      market.moved(nil, price: 1, volatility: 1 + $0)
    }
  }

  private func distance(
    of portfolio: Portfolio, in market: MarketState, _ required: MarginRequirement,
    _ move: (Double) -> MarketState
  ) -> LiquidationDistance {
    let equity = portfolio.equity(in: market)
    guard equity >= required.maintenance else { return LiquidationDistance(down: 0, up: 0) }
    // A quote holds for the market as it is; elsewhere the model's change is added to it.
    let unquoted = Portfolio(positions: portfolio.positions.map(\.unquoted), cash: portfolio.cash)
    let base = equity - unquoted.equity(in: market)
    let isBreached = { (size: Double) -> Bool in
      let moved = move(size)
      guard let required = try? requirement(for: unquoted, in: moved) else { return false }
      return base + unquoted.equity(in: moved) < required.maintenance
    }
    return LiquidationDistance(
      down: firstBreach(toward: -0.99, isBreached), up: firstBreach(toward: 3, isBreached))
  }
}

/// The smallest move on the way to `end` at which `isBreached` holds; `nil` when none is found.
private func firstBreach(toward end: Double, _ isBreached: (Double) -> Bool) -> Double? {
  let step = end < 0 ? -0.01 : 0.01
  let moves = (1...Int((end / step).rounded())).lazy.map { Double($0) * step }
  guard let beyond = moves.first(where: isBreached) else { return nil }
  var (sound, breached) = (beyond - step, beyond)
  while abs(breached - sound) > 1e-9 {
    let middle = 0.5 * (sound + breached)
    if isBreached(middle) { breached = middle } else { sound = middle }
  }
  return breached
}

extension Position {
  fileprivate var unquoted: Position {
    Position(instrument, quantity: quantity, purpose: purpose, settledPrice: settledPrice)
  }
}
