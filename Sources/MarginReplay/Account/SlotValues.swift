internal import MarginCore

/// Price and Greeks per unit of what an account's slots hold, all found at once at the start of a step.
struct SlotValues {
  private var units: [Greeks]
  private var isKnown: [Bool]

  init(slots: Int) {
    units = Array(repeating: Greeks(), count: slots)
    isKnown = Array(repeating: false, count: slots)
  }

  /// What a slot holds; `nil` where it was empty at the start of the step and nothing was put there since.
  subscript(slot: Int) -> Greeks? { isKnown[slot] ? units[slot] : nil }

  /// Values every slot that is not empty.
  mutating func revalue(_ positions: [Position], in market: MarketState) {
    market.unitGreeks(of: positions, into: &units)
    for slot in positions.indices { isKnown[slot] = positions[slot].quantity != 0 }
  }

  /// Takes in what a slot holds from now on.
  mutating func set(_ slot: Int, _ unit: Greeks) { (units[slot], isKnown[slot]) = (unit, true) }
}

extension Account {
  /// Price and Greeks per unit of what a slot holds, at the market of this step.
  func unit(_ slot: Int, in market: MarketState) -> Greeks {
    if let unit = values[slot] { return unit }
    let instrument = portfolio.positions[slot].instrument
    return instrument.greeks(in: market[instrument.underlying], at: market.time)
  }

  /// Empties a slot for another instrument.
  mutating func place(
    _ instrument: Instrument, in slot: Int, for purpose: Position.Purpose = .book,
    _ market: MarketState
  ) {
    portfolio.positions[slot] = Position(instrument, quantity: 0, purpose: purpose)
    values.set(slot, instrument.greeks(in: market[instrument.underlying], at: market.time))
  }

  /// Cash, market value, and collateral after haircuts.
  func equity(in market: MarketState) -> Money {
    var value = 0.0
    for slot in portfolio.positions.indices where portfolio.positions[slot].quantity != 0 {
      value += portfolio.positions[slot].value(atPrice: unit(slot, in: market).value)
    }
    return portfolio.cash + value + portfolio.collateralValue(in: market)
  }
}
