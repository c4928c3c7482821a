internal import MarginCore

extension Account {
  /// Pays interest, dividends, funding, borrow and the cost of locked margin for the time since the step
  /// before, at the rates known then.
  mutating func accrue(in market: MarketState) {
    guard let then = last.time else { return }
    var years: Years { then.years(until: market.time) }
    let rate = cashRate(since: then)
    if rate != 0 { attribution.interest = portfolio.cash * growth(at: rate, over: years) }
    for slot in portfolio.positions.indices where portfolio.positions[slot].isSpot {
      accrueHolding(slot, since: then, years, in: market)
    }
    if duties.financesMargin, let margin = plan.costs.financing.margin {
      attribution.marginFinancing =
        -lockedMargin * growth(at: margin.value(at: then), over: years)
    }
    portfolio.cash += attribution.accrued
    payFunding(in: market)
  }

  /// Dividends on spot held, and the fee for borrowing what is held short.
  private mutating func accrueHolding(
    _ slot: Int, since then: Timestamp, _ years: Years, in market: MarketState
  ) {
    let units = values.size(slot).units
    let underlying = portfolio.positions[slot].instrument.underlying
    let state = market[underlying]
    let notional = units * state.spot
    attribution.dividends +=
      state.dividend.map { units * $0 }
      ?? notional * growth(at: last.states[underlying].yield, over: years)
    if let borrow = plan.costs.financing.borrow, notional < 0 {
      attribution.borrow += notional * growth(at: borrow.value(at: then), over: years)
    }
  }

  /// The rate on cash over the step that starts at `then`.
  private func cashRate(since then: Timestamp) -> Rate {
    if portfolio.cash < 0, let debit = plan.costs.financing.debit {
      return debit.value(at: then)
    }
    guard let followed = plan.interestFollows else { return plan.interest }
    return last.states[followed].rate
  }

  /// Explains the change since the step before, and pays the gains of futures.
  ///
  /// - Returns: The profit of everything held.
  mutating func mark(in market: MarketState) -> Money {
    let held = duties.splits ? portfolio.positions : []
    var book = 0.0
    for slot in portfolio.positions.indices where values.size(slot).isHeld {
      let gain = values.value(slot) - last.values[slot]
      if bookSlots.contains(slot) { book += gain } else { attribution.hedge += gain }
      if values.size(slot).paysVariation { settleVariation(slot, in: market) }
    }
    if last.hasBook {
      explain(in: market)
      attribution.close(profit: book, threshold: plan.attribution.threshold)
      if attribution.isFlagged, !held.isEmpty { split(held, profit: book, in: market) }
    }
    return book + attribution.hedge
  }

  private mutating func split(_ held: [Position], profit: Money, in market: MarketState) {
    attribution.split(
      Substeps(count: plan.attribution.substeps, of: held, last, market), profit: profit,
      terms: plan.attribution.terms)
  }

  private mutating func explain(in market: MarketState) {
    guard let then = last.time else { return }
    let years = then.years(until: market.time)
    for underlying in last.states.indices where last.bookGreeks[underlying] != Greeks() {
      let (from, to) = (last.states[underlying].spot, market.spot(of: underlying))
      let change = market.volatility(of: underlying) - last.states[underlying].volatility
      attribution.explain(
        last.bookGreeks[underlying], move: to - from, change: change,
        rate: market.rate(of: underlying) - last.states[underlying].rate, years: years,
        terms: plan.attribution.terms)
      hedging.observe(last.bookGreeks[underlying], from: from, to: to, years: years)
    }
    for option in last.surfaceOptions {
      let underlying = option.contract.underlying
      attribution.explain(option, since: last, in: market, terms: plan.attribution.terms)
      hedging.observe(
        option.greeks, from: last.states[underlying].spot, to: market.spot(of: underlying),
        years: years)
    }
  }

  private mutating func settleVariation(_ slot: Int, in market: MarketState) {
    let (price, gain) = (values.price(slot), values.value(slot))
    if values.size(slot).isPaidInCoin {
      settle(gain, of: portfolio.positions[slot].instrument, at: price, in: market)
    } else {
      portfolio.cash += gain
    }
    portfolio.positions[slot].settledPrice = price
    values.pay(slot, upTo: price)
  }
}

extension Position {
  /// Whether the underlying itself is held, which pays dividends and is borrowed to be short.
  fileprivate var isSpot: Bool {
    if case .spot = instrument { quantity != 0 } else { false }
  }
}
