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
  /// Collateral as it counts for equity.
  let collateral: Money

  init(of account: borrowing Account, in market: MarketState) {
    let positions = account.portfolio.positions
    time = market.time
    states = market.underlyings.indices.map { market[$0] }
    collateral = account.portfolio.collateralValue(in: market)
    prices = Array(repeating: 0, count: positions.count)
    values = prices
    bookGreeks = Array(repeating: Greeks(), count: states.count)
    for slot in positions.indices where positions[slot].quantity != 0 {
      add(positions[slot], account.unit(slot, in: market), slot)
    }
  }

  private mutating func add(_ position: Position, _ unit: Greeks, _ slot: Int) {
    let underlying = position.instrument.underlying
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
  /// Pays interest, dividends, funding, borrow and the cost of locked margin for the time since `last`,
  /// at the rates known then.
  mutating func accrue(since last: Snapshot, in market: MarketState) {
    let years = last.time.years(until: market.time)
    attribution.interest = portfolio.cash * growth(at: cashRate(since: last), over: years)
    for position in portfolio.positions {
      guard position.instrument.expiry == nil, !position.instrument.paysVariation else { continue }
      let underlying = position.instrument.underlying
      let state = market[underlying]
      let notional = position.units * state.spot
      attribution.dividends +=
        state.dividend.map { position.units * $0 }
        ?? notional * growth(at: last.states[underlying].yield, over: years)
      if let borrow = plan.costs.financing.borrow, notional < 0 {
        attribution.borrow += notional * growth(at: borrow.value(at: last.time), over: years)
      }
    }
    if let margin = plan.costs.financing.margin {
      attribution.marginFinancing =
        -lockedMargin * growth(at: margin.value(at: last.time), over: years)
    }
    portfolio.cash += attribution.accrued
    payFunding(in: market)
  }

  /// The rate on cash over the step that starts at `last`.
  private func cashRate(since last: Snapshot) -> Rate {
    if portfolio.cash < 0, let debit = plan.costs.financing.debit {
      return debit.value(at: last.time)
    }
    return plan.interestFollows.map { last.states[$0].rate } ?? plan.interest
  }

  /// Revalues every slot, explains the change since `last`, and pays the gains of futures.
  ///
  /// - Returns: The profit of everything held.
  mutating func mark(since last: Snapshot, in market: MarketState) -> Money {
    let held = plan.attribution.substeps > 1 ? portfolio.positions : []
    var book = 0.0
    for slot in portfolio.positions.indices where portfolio.positions[slot].quantity != 0 {
      let position = portfolio.positions[slot]
      let price = unit(slot, in: market).value
      let gain = position.value(atPrice: price) - last.values[slot]
      if position.purpose == .hedge { attribution.hedge += gain } else { book += gain }
      settleVariation(slot, at: price, in: market)
    }
    explain(since: last, in: market)
    attribution.close(profit: book)
    attribution.isFlagged = (attribution.residualShare ?? 0) > plan.attribution.threshold
    if attribution.isFlagged, !held.isEmpty {
      attribution.split(
        Substeps(count: plan.attribution.substeps, of: held, last, market), profit: book,
        terms: plan.attribution.terms)
    }
    return book + attribution.hedge
  }

  private mutating func explain(since last: Snapshot, in market: MarketState) {
    let years = last.time.years(until: market.time)
    for underlying in last.states.indices {
      let (from, to) = (last.states[underlying], market[underlying])
      let greeks = last.bookGreeks[underlying]
      attribution.explain(
        greeks, move: to.spot - from.spot, change: to.volatility - from.volatility,
        rate: to.rate - from.rate, years: years, terms: plan.attribution.terms)
      hedging.observe(greeks, from: from.spot, to: to.spot, years: years)
    }
    for option in last.surfaceOptions {
      let underlying = option.contract.underlying
      attribution.explain(option, since: last, in: market, terms: plan.attribution.terms)
      hedging.observe(
        option.greeks, from: last.states[underlying].spot, to: market[underlying].spot, years: years
      )
    }
  }

  private mutating func settleVariation(_ slot: Int, at price: Double, in market: MarketState) {
    let position = portfolio.positions[slot]
    guard position.instrument.paysVariation else { return }
    settle(position.value(atPrice: price), of: position.instrument, at: price, in: market)
    portfolio.positions[slot].settledPrice = price
  }
}
