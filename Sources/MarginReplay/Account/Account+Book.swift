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
  @inline(__always)
  mutating func settleExpired(in market: MarketState) {
    if nextExpiry <= market.time { settleAllExpired(in: market) }
  }

  private mutating func settleAllExpired(in market: MarketState) {
    nextExpiry = .latest
    for slot in portfolio.positions.indices where values.size(slot).isHeld {
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
    settle(values.size(slot).worth, of: position.instrument, at: price, in: market)
    portfolio.positions[slot].quantity = 0
    values.resize(slot, portfolio.positions[slot])
    nextRoll = .earliest
    if position.purpose == .hedge { lastHedge[position.instrument.underlying] = nil }
    trades.append(
      TradeRecord(
        time: market.time, instrument: position.instrument, quantity: -position.quantity,
        price: price, reason: .expiry, cost: TradeCost()))
  }

  /// Moves strategies that are due to their next expiry.
  @inline(__always)
  mutating func roll(in market: MarketState) {
    if nextRoll <= market.time { rollAllDue(in: market) }
  }

  private mutating func rollAllDue(in market: MarketState) {
    var first = Timestamp.latest
    for index in strategySizes.indices where strategySizes[index] != 0 {
      if rollTime(of: index) <= market.time { roll(index, in: market) }
      first = min(first, rollTime(of: index))
    }
    nextRoll = first
  }

  private mutating func roll(_ index: Int, in market: MarketState) {
    for slot in legSlots(index) {
      trade(slot, -portfolio.positions[slot].quantity, .roll, in: market)
    }
    openLegs(of: index, .roll, in: market)
  }

  /// When a strategy is due: as soon as may be if it holds nothing, else so long before it expires.
  private func rollTime(of index: Int) -> Timestamp {
    let first = legSlots(index).lowerBound
    guard values.size(first).isHeld, let expiry = portfolio.positions[first].instrument.expiry
    else { return .earliest }
    return Timestamp(
      microseconds: expiry.microseconds &- plan.strategies[index].roll.microseconds)
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
