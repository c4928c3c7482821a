internal import MarginCore

/// What an account's slots hold and are worth, in columns: the hot part of a step reads nothing else.
///
/// Prices and Greeks are all found at once at the start of a step.
struct SlotValues {
  private var units: [Greeks]
  private var sizes: [SlotSize]
  private var columns: BookColumns

  init(slots: Int) {
    units = Array(repeating: Greeks(), count: slots)
    sizes = Array(repeating: SlotSize(), count: slots)
    columns = BookColumns(slots: slots)
  }

  /// What a slot holds per unit; `nil` where it was empty at the start of the step and nothing was put
  /// there since.
  subscript(slot: Int) -> Greeks? { sizes[slot].isKnown ? units[slot] : nil }

  /// What a slot that is not empty holds per unit.
  func known(_ slot: Int) -> Greeks { units[slot] }

  /// Price per unit of what a slot that is not empty holds.
  func price(_ slot: Int) -> Double { units[slot].value }

  func size(_ slot: Int) -> SlotSize { sizes[slot] }

  /// Market value of a slot that is not empty; a future counts unpaid gains only.
  func value(_ slot: Int) -> Money {
    sizes[slot].units * (units[slot].value - sizes[slot].paid)
  }

  /// Takes in how much of its instrument a slot holds, and up to which price gains are paid.
  mutating func resize(_ slot: Int, _ position: Position) { sizes[slot].resize(position) }

  /// Takes in that gains of a slot that pays variation are paid up to `price`.
  mutating func pay(_ slot: Int, upTo price: Double) { sizes[slot].pay(upTo: price) }

  /// Takes in what a slot holds from now on.
  mutating func set(_ slot: Int, _ unit: Greeks) {
    units[slot] = unit
    (sizes[slot].isKnown, sizes[slot].isNew) = (true, true)
  }

  /// Values every slot that is not empty.
  mutating func revalue(_ positions: [Position], in market: MarketState) {
    var hasCurves = false
    for slot in positions.indices {
      if sizes[slot].isNew || sizes[slot].isKnown != sizes[slot].isHeld { gather(slot, positions) }
      guard sizes[slot].isHeld else { continue }
      if let underlying = sizes[slot].straight {
        units[slot] = .underlying(at: market.spot(of: underlying))
      } else {
        hasCurves = true
      }
    }
    if hasCurves { columns.value(in: market, into: &units) }
  }

  private mutating func gather(_ slot: Int, _ positions: [Position]) {
    let isHeld = sizes[slot].isHeld
    (sizes[slot].isKnown, sizes[slot].isNew) = (isHeld, false)
    columns.set(slot, isHeld ? positions[slot].instrument : nil)
  }
}

/// How much a slot holds.
struct SlotSize {
  /// Units of the underlying; negative when short.
  private(set) var units = 0.0
  /// The price up to which gains are paid, for what pays variation; else 0.
  private(set) var paid = 0.0
  private(set) var paysVariation = false
  private(set) var isPaidInCoin = false
  /// Contracts times multiplier: an amount of dollars where a future is paid in coin.
  private var amount = 0.0
  private(set) var isHeld = false
  /// The underlying, where its price is the instrument's.
  private(set) var straight: Int?
  /// Whether the slot's price is known.
  var isKnown = false
  /// Whether the slot's instrument has not been gathered.
  var isNew = false

  mutating func pay(upTo price: Double) {
    paid = price
    if isPaidInCoin { units = price > 0 ? amount / price : 0 }
  }

  mutating func resize(_ position: Position) {
    (units, isHeld) = (position.units, position.quantity != 0)
    amount = position.quantity * position.instrument.multiplier
    paysVariation = position.instrument.paysVariation
    isPaidInCoin = paysVariation && position.instrument.settlement == .inverse
    paid = paysVariation ? position.settledPrice : 0
    straight =
      switch position.instrument {
      case .spot(let underlying): underlying
      case .perpetual(let contract): contract.underlying
      case .future, .option: nil
      }
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
    values.resize(slot, portfolio.positions[slot])
    values.set(slot, instrument.greeks(in: market[instrument.underlying], at: market.time))
  }

  /// Greeks of everything held, in money.
  var greeks: Greeks {
    var sum = Greeks()
    for slot in portfolio.positions.indices where values.size(slot).isHeld {
      sum.add(values.known(slot), times: values.size(slot).units)
    }
    return sum
  }

  /// Cash, market value, and collateral after haircuts.
  func equity(in market: MarketState) -> Money {
    var value = 0.0
    for slot in portfolio.positions.indices where values.size(slot).isHeld {
      value += values.value(slot)
    }
    let total = portfolio.cash + value
    return portfolio.collateral.isEmpty ? total : total + portfolio.collateralValue(in: market)
  }
}
