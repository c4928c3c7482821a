internal import MarginCore

/// The end of a step, from which the next step's profit is explained.
struct Snapshot {
  let time: Timestamp
  let states: [UnderlyingState]
  /// Price per unit of what each slot holds; 0 for an empty slot.
  private(set) var prices: [Double]
  /// Market value of each slot.
  private(set) var values: [Money]
  /// Greeks of the book on each underlying, in money; options on a surface stand apart.
  private(set) var bookGreeks: [Greeks]
  /// Options of the book that have a volatility of their own.
  private(set) var surfaceOptions: [SurfaceOption] = []
  /// Greeks of everything held, in money.
  private(set) var greeks = Greeks()

  init(of account: Account, in market: MarketState) {
    let positions = account.portfolio.positions
    time = market.time
    states = market.underlyings.indices.map { market[$0] }
    prices = Array(repeating: 0, count: positions.count)
    values = prices
    bookGreeks = Array(repeating: Greeks(), count: states.count)
    for slot in positions.indices where positions[slot].quantity != 0 { add(positions[slot], slot) }
  }

  private mutating func add(_ position: Position, _ slot: Int) {
    let underlying = position.instrument.underlying
    let unit = position.instrument.greeks(in: states[underlying], at: time)
    prices[slot] = unit.value
    values[slot] = position.value(atPrice: unit.value)
    greeks.add(unit, times: position.units)
    guard position.purpose == .book else { return }
    if let option = position.instrument.option, states[underlying].surface != nil {
      surfaceOptions.append(SurfaceOption(option, unit, position.units))
    } else {
      bookGreeks[underlying].add(unit, times: position.units)
    }
  }

  var marketValue: Money { values.reduce(0, +) }
}

extension Account {
  /// Pays interest, dividends and funding for the time since `last`, at the rates known then.
  mutating func accrue(since last: Snapshot, in market: MarketState) {
    let years = last.time.years(until: market.time)
    let interest = plan.interestFollows.map { last.states[$0].rate } ?? plan.interest
    attribution.interest = portfolio.cash * growth(at: interest, over: years)
    for position in portfolio.positions {
      guard position.instrument.expiry == nil else { continue }
      let underlying = position.instrument.underlying
      let state = market[underlying]
      let notional = position.units * state.spot
      attribution.funding -= notional * state.funding
      guard !position.instrument.paysVariation else { continue }
      attribution.dividends +=
        state.dividend.map { position.units * $0 }
        ?? notional * growth(at: last.states[underlying].yield, over: years)
    }
    portfolio.cash += attribution.interest + attribution.dividends + attribution.funding
  }

  /// Revalues every slot, explains the change since `last`, and pays the gains of futures.
  ///
  /// - Returns: The profit of everything held.
  mutating func mark(since last: Snapshot, in market: MarketState) -> Money {
    var book = 0.0
    for slot in portfolio.positions.indices where portfolio.positions[slot].quantity != 0 {
      let position = portfolio.positions[slot]
      let price = position.price(in: market[position.instrument.underlying], at: market.time)
      let gain = position.value(atPrice: price) - last.values[slot]
      if position.purpose == .hedge { attribution.hedge += gain } else { book += gain }
      settleVariation(slot, at: price)
    }
    for underlying in last.states.indices {
      attribution.explain(
        last.bookGreeks[underlying], from: last.states[underlying], to: market[underlying],
        years: last.time.years(until: market.time))
    }
    for option in last.surfaceOptions { attribution.explain(option, since: last, in: market) }
    attribution.residual = book - attribution.explained
    return book + attribution.hedge
  }

  private mutating func settleVariation(_ slot: Int, at price: Double) {
    guard portfolio.positions[slot].instrument.paysVariation else { return }
    portfolio.cash += portfolio.positions[slot].value(atPrice: price)
    portfolio.positions[slot].settledPrice = price
  }
}

extension Attribution {
  /// Adds the second-order expansion of a book with these Greeks over one move of its underlying.
  mutating func explain(
    _ greeks: Greeks, from: UnderlyingState, to: UnderlyingState, years: Years
  ) {
    explain(
      greeks, move: to.spot - from.spot, change: to.volatility - from.volatility, years: years)
  }

  /// The same for a move of price and volatility, of which delta holds `drift` of volatility.
  mutating func explain(
    _ greeks: Greeks, move: Double, change: Double, drift: Double = 0, years: Years
  ) {
    delta += greeks.delta * move
    gamma += 0.5 * greeks.gamma * move * move
    theta += greeks.theta * years
    if change - drift != 0 { vega += greeks.vega * (change - drift) }
    guard change != 0 else { return }
    vanna += greeks.vanna * move * change
    volga += 0.5 * greeks.volga * change * change
  }

  /// The part of the book's change that the expansion explains.
  var explained: Money { delta + gamma + vega + theta + vanna + volga }
}
