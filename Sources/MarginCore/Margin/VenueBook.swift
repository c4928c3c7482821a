/// The positions of one underlying that settle in one currency: its coin, or dollars.
struct VenueBook {
  let underlying: Int
  let name: String
  let isCoin: Bool
  let positions: [Position]
  let state: UnderlyingState
  let time: Timestamp

  /// Dollars for one unit of the currency that profits are counted in.
  var unit: Double { isCoin ? state.spot : 1 }

  /// One book for each underlying and currency of settlement.
  static func all(of portfolio: Portfolio, in market: MarketState) -> [VenueBook] {
    portfolio.underlyings.flatMap { underlying in
      [true, false].compactMap { isCoin in
        let positions = portfolio.restricted(to: underlying)
          .filter { ($0.instrument.settlement == .inverse) == isCoin }
        return positions.isEmpty
          ? nil
          : VenueBook(
            underlying: underlying, name: market.underlyings[underlying].name, isCoin: isCoin,
            positions: positions, state: market[underlying], time: market.time)
      }
    }
  }

  /// Delta of a position in coins.
  func delta(of position: Position) -> Double {
    guard position.instrument.option != nil else {
      return position.coins(atPrice: position.price(in: state, at: time))
    }
    return position.units * position.instrument.greeks(in: state, at: time).delta
  }

  /// Net delta in coins and years to go for each expiry, perpetuals and spot being one of 0 years.
  var deltasByExpiry: [(years: Years, delta: Double)] {
    var found: [(expiry: Timestamp?, delta: Double)] = []
    for position in positions {
      let (expiry, delta) = (position.instrument.expiry, delta(of: position))
      if let known = found.firstIndex(where: { $0.expiry == expiry }) {
        found[known].delta += delta
      } else {
        found.append((expiry, delta))
      }
    }
    return found.map { ($0.expiry.map { max(0, time.years(until: $0)) } ?? 0, $0.delta) }
  }

  /// Units of options sold and not bought back, contract by contract.
  var netShortOptions: Double {
    var units: [(option: OptionContract, units: Double)] = []
    for position in positions {
      guard let option = position.instrument.option else { continue }
      if let known = units.firstIndex(where: { $0.option == option }) {
        units[known].units += position.units
      } else {
        units.append((option, position.units))
      }
    }
    return units.reduce(0) { $0 + max(0, -$1.units) }
  }

  /// Coins of futures and perpetuals that offset one another.
  var offsettingFutures: Double {
    let coins = positions.filter { $0.instrument.paysVariation }.map(delta(of:))
    return (coins.reduce(0) { $0 + abs($1) } - abs(coins.reduce(0, +))) / 2
  }
}
