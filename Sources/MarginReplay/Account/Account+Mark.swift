internal import MarginCore

extension Account {
  /// Pays interest, dividends, funding, borrow and the cost of locked margin for the time since the step
  /// before, at the rates known then.
  @inline(__always)
  mutating func accrue(in market: MarketState) {
    if duties.accrues { accrueAll(in: market) }
    if market.paysFunding { payFunding(in: market) }
  }

  private mutating func accrueAll(in market: MarketState) {
    guard let then = last.time else { return }
    let years = then.years(until: market.time)
    let rate = cashRate(since: then)
    if rate != 0 { attribution.interest = portfolio.cash * growth(at: rate, over: years) }
    if duties.holdsSpot { accrueHoldings(since: then, years, in: market) }
    if let margin = plan.costs.financing.margin {
      attribution.marginFinancing =
        -lockedMargin * growth(at: margin.value(at: then), over: years)
    }
    portfolio.cash += attribution.accrued
  }

  private mutating func accrueHoldings(
    since then: Timestamp, _ years: Years, in market: MarketState
  ) {
    for slot in explicitSlots.lowerBound..<portfolio.positions.count
    where values.size(slot).isHeldSpot {
      accrueHolding(slot, since: then, years, in: market)
    }
  }

  /// Dividends on spot held, and the fee for borrowing what is held short.
  private mutating func accrueHolding(
    _ slot: Int, since then: Timestamp, _ years: Years, in market: MarketState
  ) {
    let (units, underlying) = (values.size(slot).units, values.size(slot).underlying)
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

  /// Values everything at the market of this step and pays the gains of futures.
  @inline(__always)
  mutating func revalue(in market: MarketState) -> SlotGains {
    var gains = values.mark(&portfolio, hedges: bookSlots.upperBound, in: market)
    if gains.isPaidInCoin { payCoins(&gains, in: market) }
    return gains
  }

  /// Explains the change since the step before, and pays the gains of futures.
  ///
  /// - Returns: The profit of everything held.
  @inline(__always)
  mutating func mark(in market: MarketState) -> Money {
    let gains = duties.splits ? markSplitting(in: market) : markWhole(in: market)
    return gains.book + gains.hedge
  }

  @inline(__always)
  private mutating func markWhole(in market: MarketState) -> SlotGains {
    let gains = revalue(in: market)
    attribution.hedge += gains.hedge
    if last.hasBook { explain(gains.book, in: market) }
    return gains
  }

  private mutating func markSplitting(in market: MarketState) -> SlotGains {
    let held = portfolio.positions
    let gains = markWhole(in: market)
    if attribution.isFlagged { split(held, profit: gains.book, in: market) }
    return gains
  }

  private mutating func explain(_ profit: Money, in market: MarketState) {
    explain(in: market)
    attribution.close(profit: profit, threshold: plan.attribution.threshold)
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

  /// Pays gains in coin, and counts them at what the coins are worth.
  private mutating func payCoins(_ gains: inout SlotGains, in market: MarketState) {
    for slot in portfolio.positions.indices {
      let size = values.size(slot)
      guard size.isHeld, size.isPaidInCoin else { continue }
      let (price, spot) = (values.price(slot), market.spot(of: size.underlying))
      let gain = size.worth * (spot / price)
      if bookSlots.contains(slot) {
        gains.book += gain - size.worth
      } else {
        gains.hedge += gain - size.worth
      }
      settle(gain, of: portfolio.positions[slot].instrument, at: spot, in: market)
      portfolio.positions[slot].settledPrice = price
      values.pay(slot)
    }
  }
}
