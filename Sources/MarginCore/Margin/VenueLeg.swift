/// A position of a venue's book before any move: what its scenarios share, computed once.
struct VenueLeg {
  private let units: Double
  private let option: ShockableOption?
  private let coins, price: Double
  private let isCoin: Bool

  private struct ShockableOption {
    let contract: OptionContract
    let terms: ForwardTerms
    let shock: VolatilityShock.Factors
    let before: Double
  }

  init(_ position: Position, of book: VenueBook, _ shock: VolatilityShock) {
    (units, isCoin) = (position.units, book.isCoin)
    guard let contract = position.instrument.option else {
      price = position.price(in: book.state, at: book.time)
      coins = position.coins(atPrice: price)
      option = nil
      return
    }
    let terms = ForwardTerms(contract, in: book.state, at: book.time)
    (coins, price) = (0, 0)
    option = ShockableOption(
      contract: contract, terms: terms, shock: shock.factors(years: terms.years),
      before: terms.value(of: contract, inCoin: isCoin))
  }

  /// Profit after a move of every price and volatility, in the currency of settlement.
  ///
  /// Options are undiscounted; what is counted in coin is valued in coin at the moved price.
  func profit(after move: Double, _ volatility: VolatilityMove) -> Double {
    guard let option else {
      return isCoin ? coins * (1 - 1 / (1 + move)) : coins * price * move
    }
    var terms = option.terms
    terms.spot *= 1 + move
    terms.forward *= 1 + move
    terms.volatility = option.shock.moved(terms.volatility, volatility)
    return units * (terms.value(of: option.contract, inCoin: isCoin) - option.before)
  }
}

extension [VenueLeg] {
  /// Profit of all after a move.
  func profit(after move: Double, _ volatility: VolatilityMove) -> Double {
    reduce(0) { $0 + $1.profit(after: move, volatility) }
  }
}

extension VenueBook {
  /// The positions, for moves of volatility as `shock` makes them.
  func legs(_ shock: VolatilityShock) -> [VenueLeg] {
    positions.map { VenueLeg($0, of: self, shock) }
  }
}

/// What an undiscounted option is valued with.
struct ForwardTerms {
  var spot: Double
  var forward: Double
  var volatility: Volatility
  var years: Years

  init(_ option: OptionContract, in state: UnderlyingState, at time: Timestamp) {
    spot = state.spot
    forward = state.forward(to: option.expiry, at: time)
    volatility = state.volatility(of: option, at: time)
    years = max(0, time.years(until: option.expiry))
  }

  /// Value per unit, in coin or in dollars; a premium in coin is a share of the forward, worth the coin's
  /// price.
  func value(of option: OptionContract, inCoin: Bool = false) -> Double {
    let value = BlackScholes(
      spot: forward, strike: option.strike, years: years, volatility: volatility
    ).value(option.right)
    if inCoin { return value / forward }
    return option.settlement == .inverse ? value * spot / forward : value
  }
}
