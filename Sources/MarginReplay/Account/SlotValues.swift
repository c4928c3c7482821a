internal import MarginCore

/// Price and Greeks per unit of what an account's slots hold, all found at once at the start of a step.
struct SlotValues {
  private var units: [Greeks]
  private var isKnown: [Bool]
  private var columns: BookColumns
  /// Whether instruments came or went since the columns were gathered.
  private var isChanged = true

  init(slots: Int) {
    units = Array(repeating: Greeks(), count: slots)
    isKnown = Array(repeating: false, count: slots)
    columns = BookColumns(slots: slots)
  }

  /// What a slot holds; `nil` where it was empty at the start of the step and nothing was put there since.
  subscript(slot: Int) -> Greeks? { isKnown[slot] ? units[slot] : nil }

  /// What a slot that is not empty holds.
  func known(_ slot: Int) -> Greeks { units[slot] }

  /// Price per unit of what a slot that is not empty holds.
  func price(_ slot: Int) -> Double { units[slot].value }

  /// Values every slot that is not empty.
  mutating func revalue(_ positions: [Position], in market: MarketState) {
    var hasCurves = false
    for slot in positions.indices {
      let isHeld = positions[slot].quantity != 0
      if isKnown[slot] != isHeld { (isKnown[slot], isChanged) = (isHeld, true) }
      guard isHeld else { continue }
      switch positions[slot].instrument {
      case .spot(let underlying):
        units[slot] = .underlying(at: market.spot(of: underlying))
      case .perpetual(let contract):
        units[slot] = .underlying(at: market.spot(of: contract.underlying))
      case .future, .option: hasCurves = true
      }
    }
    if hasCurves { revalueCurves(positions, in: market) }
  }

  private mutating func revalueCurves(_ positions: [Position], in market: MarketState) {
    if isChanged { columns.match(positions) }
    isChanged = false
    columns.value(in: market, into: &units)
  }

  /// Takes in what a slot holds from now on.
  mutating func set(_ slot: Int, _ unit: Greeks) {
    (units[slot], isKnown[slot], isChanged) = (unit, true, true)
  }
}

extension Account {
  /// Price and Greeks per unit of what a slot holds, at the market of this step.
  func unit(_ slot: Int, in market: MarketState) -> Greeks {
    if let unit = values[slot] { return unit }
    let instrument = portfolio.positions[slot].instrument
    return instrument.greeks(in: market[instrument.underlying], at: market.time)
  }

  /// Values what a slot is about to hold, if it was empty.
  mutating func appraise(_ slot: Int, in market: MarketState) {
    if values[slot] == nil { values.set(slot, unit(slot, in: market)) }
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
      value += portfolio.positions[slot].value(atPrice: values.price(slot))
    }
    let total = portfolio.cash + value
    return portfolio.collateral.isEmpty ? total : total + portfolio.collateralValue(in: market)
  }
}
