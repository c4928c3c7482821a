/// Units of risk that hold contracts of every settlement, valued in dollars at the simulated price.
///
/// At the simulated price a coin-settled future gains in dollars what a linear one of as many coins does,
/// so that both net in one unit.
extension VenueBook {
  /// One book for each underlying, or one for each underlying and settlement.
  static func units(
    of portfolio: Portfolio, in market: MarketState, apartBySettlement: Bool = false
  ) -> [VenueBook] {
    portfolio.underlyings.flatMap { underlying in
      let held = portfolio.restricted(to: underlying)
      let isInverse = { (position: Position) in position.instrument.settlement == .inverse }
      let parts =
        apartBySettlement ? [held.filter(isInverse), held.filter { !isInverse($0) }] : [held]
      return parts.filter { !$0.isEmpty }.map {
        VenueBook(
          underlying: underlying, name: market.underlyings[underlying].name, isCoin: false,
          positions: $0, state: market[underlying], time: market.time)
      }
    }
  }

  /// The same market with one of the positions.
  func holding(_ position: Position) -> VenueBook {
    VenueBook(
      underlying: underlying, name: name, isCoin: isCoin, positions: [position], state: state,
      time: time)
  }

  /// What the options gain in dollars when their terms change, undiscounted.
  func optionGain(_ change: (inout ForwardTerms) -> Void) -> Money {
    positions.reduce(0) { $0 + optionGain(of: $1, change) }
  }

  /// The same for the options of each expiry, in the order first met.
  func optionGainByExpiry(_ change: (inout ForwardTerms) -> Void) -> [Money] {
    var found: [(expiry: Timestamp, gain: Money)] = []
    for position in positions {
      guard let option = position.instrument.option else { continue }
      let gain = optionGain(of: position, change)
      if let known = found.firstIndex(where: { $0.expiry == option.expiry }) {
        found[known].gain += gain
      } else {
        found.append((option.expiry, gain))
      }
    }
    return found.map(\.gain)
  }

  private func optionGain(of position: Position, _ change: (inout ForwardTerms) -> Void) -> Money {
    guard let option = position.instrument.option else { return 0 }
    let before = ForwardTerms(option, in: state, at: time)
    var after = before
    change(&after)
    return position.units * (after.value(of: option) - before.value(of: option))
  }

  /// Value at the mark of all futures and perpetuals, long and short.
  var grossFutures: Money {
    positions.filter { $0.instrument.paysVariation }
      .reduce(0) { $0 + abs(delta(of: $1)) * $1.price(in: state, at: time) }
  }

  /// Dollars by which the deltas of contracts settled in coin and in dollars offset one another.
  var offsetAcrossSettlements: Money {
    let sum = { (settlement: Settlement) in
      positions.filter { $0.instrument.settlement == settlement && !$0.instrument.isSpot }
        .reduce(0) { $0 + delta(of: $1) }
    }
    let (coin, dollar) = (sum(.inverse), sum(.linear))
    return coin * dollar < 0 ? min(abs(coin), abs(dollar)) * state.spot : 0
  }
}

extension Instrument {
  /// Whether it is the underlying itself.
  var isSpot: Bool { if case .spot = self { true } else { false } }
}
