/// A trade that lowers a requirement.
public struct FreeingTrade: Sendable, Equatable {
  /// What to trade.
  public let instrument: Instrument
  /// Contracts or units to trade; positive is a purchase.
  public let quantity: Double
  /// By how much the initial requirement falls, > 0.
  public let freed: Money
}

extension MarginModel {
  /// The single trade that frees most initial margin, of these: closing one position, or trading a
  /// quarter, half, three quarters or all of an underlying's delta in the underlying itself.
  ///
  /// Of more than 256 positions those are closed on trial that would be asked for most alone.
  ///
  /// - Returns: `nil` when no such trade frees any.
  /// - Throws: ``ModelError`` when the model cannot margin the book.
  public func freeingTrade(
    for portfolio: Portfolio, in market: MarketState
  ) throws(ModelError) -> FreeingTrade? {
    let before = try initial(portfolio.positions, in: market)
    return (try closings(of: portfolio, in: market) + hedges(of: portfolio, in: market))
      .compactMap { trade in
        (try? initial(portfolio.adding(trade).positions, in: market)).map { after in
          FreeingTrade(
            instrument: trade.instrument, quantity: trade.quantity, freed: before - after)
        }
      }
      .filter { $0.freed > 0 }
      .max { $0.freed < $1.freed }
  }

  private func closings(
    of portfolio: Portfolio, in market: MarketState
  ) throws(ModelError) -> [Position] {
    let all = portfolio.positions.map { Position($0.instrument, quantity: -$0.quantity) }
    guard all.count > mostSteps else { return all }
    let alone = try alone(portfolio, in: market)
    let dearest = all.indices.sorted { (alone[$0], $1) > (alone[$1], $0) }.prefix(mostSteps)
    return dearest.sorted().map { all[$0] }
  }

  private func hedges(of portfolio: Portfolio, in market: MarketState) -> [Position] {
    portfolio.underlyings.filter { covers(.spot(underlying: $0)) }.flatMap { underlying in
      let part = Portfolio(positions: portfolio.restricted(to: underlying))
      let delta = part.greeks(in: market).delta
      return [0.25, 0.5, 0.75, 1].map {
        Position(.spot(underlying: underlying), quantity: -$0 * delta)
      }
    }
  }
}

extension Portfolio {
  /// The book after a trade: an existing position changes, and goes when nothing is left.
  fileprivate func adding(_ trade: Position) -> Portfolio {
    var book = self
    guard let index = positions.firstIndex(where: { $0.instrument == trade.instrument }) else {
      book.positions.append(trade)
      return book
    }
    book.positions[index].quantity += trade.quantity
    if book.positions[index].quantity == 0 { book.positions.remove(at: index) }
    return book
  }
}
