internal import MarginCore

extension Account {
  /// Opens every strategy and explicit position.
  mutating func open(in market: MarketState) {
    portfolio.collateral = portfolio.collateral.map { $0.following(market) }
    for strategy in plan.strategies.indices { openLegs(of: strategy, .open, in: market) }
    for (slot, position) in zip(explicitSlots, plan.positions) {
      trade(slot, position.quantity, .open, in: market)
    }
  }

  /// Settles everything that has expired against the underlying's price.
  mutating func settleExpired(in market: MarketState) {
    guard nextExpiry <= market.time else { return }
    nextExpiry = Timestamp(microseconds: .max)
    for slot in portfolio.positions.indices where portfolio.positions[slot].quantity != 0 {
      guard let expiry = portfolio.positions[slot].instrument.expiry else { continue }
      if expiry <= market.time {
        settleExpired(slot, in: market)
      } else {
        nextExpiry = min(nextExpiry, expiry)
      }
    }
  }

  private mutating func settleExpired(_ slot: Int, in market: MarketState) {
    let position = portfolio.positions[slot]
    let price = values.price(slot)
    settle(position.value(atPrice: price), of: position.instrument, at: price, in: market)
    portfolio.positions[slot].quantity = 0
    if position.purpose == .hedge { lastHedge[position.instrument.underlying] = nil }
    trades.append(
      TradeRecord(
        time: market.time, instrument: position.instrument, quantity: -position.quantity,
        price: price, reason: .expiry, cost: TradeCost()))
  }

  /// Moves strategies that are due to their next expiry.
  mutating func roll(in market: MarketState) {
    for index in strategySizes.indices where strategySizes[index] != 0 && isDue(index, market) {
      for slot in legSlots(index) {
        trade(slot, -portfolio.positions[slot].quantity, .roll, in: market)
      }
      openLegs(of: index, .roll, in: market)
    }
  }

  /// Whether a strategy holds nothing, or what has no more time left than it rolls at.
  private func isDue(_ index: Int, _ market: MarketState) -> Bool {
    let first = legSlots(index).lowerBound
    guard portfolio.positions[first].quantity != 0,
      let expiry = portfolio.positions[first].instrument.expiry
    else { return true }
    return expiry <= market.time + plan.strategies[index].roll
  }

  private mutating func openLegs(of index: Int, _ reason: TradeReason, in market: MarketState) {
    let strategy = plan.strategies[index]
    let contracts = strategy.legs(in: market[strategy.underlying], at: market.time)
    for (slot, contract) in zip(legSlots(index), contracts) {
      place(.option(contract), in: slot, market)
      trade(slot, strategySizes[index], reason, in: market)
    }
  }

  /// Closes `notch` of `notches` equal parts of every book position, whole contracts rounded up.
  ///
  /// Strategies roll what is left of them, also one whose legs have just expired.
  mutating func reduce(_ notch: Int, of notches: Int, in market: MarketState) {
    func part(_ quantity: Double) -> Double {
      let part = quantity * Double(notch) / Double(notches)
      return quantity == quantity.rounded() ? part.rounded(.awayFromZero) : part
    }
    for slot in bookSlots {
      trade(slot, -part(portfolio.positions[slot].quantity), .liquidation, in: market)
    }
    for index in strategySizes.indices { strategySizes[index] -= part(strategySizes[index]) }
  }
}
