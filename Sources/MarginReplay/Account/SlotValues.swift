internal import MarginCore

/// What an account's slots hold and are worth, in columns: the hot part of a step reads nothing else.
///
/// Prices and Greeks are all found at once when a step is marked.
struct SlotValues {
  private var curves: [Greeks]
  private var sizes: [SlotSize]
  private var columns: BookColumns
  /// Whether any slot was filled or emptied since all were gathered.
  private var isChanged = false
  /// Whether anything is held whose price is not its underlying's.
  private var hasCurves = false

  init(slots: Int) {
    curves = Array(repeating: Greeks(), count: slots)
    sizes = Array(repeating: SlotSize(), count: slots)
    columns = BookColumns(slots: slots)
  }

  /// What a slot holds per unit; `nil` where it was empty at the start of the step and nothing was put
  /// there since.
  subscript(slot: Int) -> Greeks? { sizes[slot].isKnown ? known(slot) : nil }

  /// What a slot that is not empty holds per unit.
  @inline(__always)
  func known(_ slot: Int) -> Greeks {
    sizes[slot].isStraight ? .underlying(at: sizes[slot].price) : curves[slot]
  }

  /// Price per unit of what a slot that is not empty holds.
  func price(_ slot: Int) -> Double { sizes[slot].price }

  func size(_ slot: Int) -> SlotSize { sizes[slot] }

  /// Market value of all slots; a future counts unpaid gains only.
  var total: Money {
    var total = 0.0
    for size in sizes { total += size.worth }
    return total
  }

  /// The first slot that is not empty; `nil` where all are before `end`.
  func firstHeld(from slot: Int, to end: Int) -> Int? {
    (slot..<end).first { sizes[$0].isHeld }
  }

  /// Adds what a run of slots on one underlying holds, in money, to `sum`, beginning at `slot`.
  ///
  /// - Returns: The first slot that is on another underlying, or `end`.
  func add(from slot: Int, to end: Int, into sum: inout Greeks) -> Int {
    let underlying = sizes[slot].underlying
    var (next, total) = (slot, sum)
    while next < end, sizes[next].underlying == underlying || !sizes[next].isHeld {
      if sizes[next].isHeld { total.add(known(next), times: sizes[next].units) }
      next += 1
    }
    sum = total
    return next
  }

  /// Adds the deltas of those of the slots that are on an underlying, in its units, to `sum`.
  func addDeltas(of slots: Range<Int>, on underlying: Int, into sum: inout HedgedBook) {
    for slot in slots where sizes[slot].isHeld && sizes[slot].underlying == underlying {
      sum.add(delta: sizes[slot].units * known(slot).delta)
    }
  }

  /// Takes in how much of its instrument a slot holds, and up to which price gains are paid.
  mutating func resize(_ slot: Int, _ position: Position) {
    let wasHeld = sizes[slot].isHeld
    sizes[slot].resize(position)
    if sizes[slot].isHeld != wasHeld { isChanged = true }
  }

  /// Takes in that gains of a slot that pays variation are paid up to its price.
  mutating func pay(_ slot: Int) { sizes[slot].pay() }

  /// Takes in what a slot holds from now on.
  mutating func set(_ slot: Int, _ unit: Greeks) {
    curves[slot] = unit
    sizes[slot].set(unit.value)
    isChanged = true
  }

  /// Values every slot that is not empty, and pays into `portfolio` what gained in money.
  ///
  /// - Parameter hedges: The first slot that is not the book's.
  /// - Returns: What slots gained since the step before.
  @inline(__always)
  mutating func mark(
    _ portfolio: inout Portfolio, hedges: Int, in market: MarketState
  ) -> SlotGains {
    if isChanged { gather(portfolio.positions) }
    if hasCurves { columns.value(in: market, into: &curves) }
    return Self.mark(&sizes, at: curves, &portfolio, hedges: hedges, in: market)
  }

  // Arrays of their own, so that a loop asks but once whether it may write to them.
  private static func mark(
    _ sizes: inout [SlotSize], at curves: [Greeks], _ portfolio: inout Portfolio, hedges: Int,
    in market: MarketState
  ) -> SlotGains {
    var gains = SlotGains()
    sizes.withUnsafeMutableBufferPointer { sizes in
      for slot in sizes.indices where sizes[slot].isHeld {
        let price =
          sizes[slot].isStraight
          ? market.spot(of: sizes[slot].underlying) : curves[slot].value
        let gain = sizes[slot].mark(at: price)
        if slot < hedges { gains.book += gain } else { gains.hedge += gain }
        if sizes[slot].isPaidInCoin {
          gains.isPaidInCoin = true
        } else if sizes[slot].paysVariation {
          pay(slot, &sizes[slot], into: &portfolio)
        }
      }
    }
    return gains
  }

  @inline(__always)
  private static func pay(_ slot: Int, _ size: inout SlotSize, into portfolio: inout Portfolio) {
    portfolio.cash += size.worth
    portfolio.positions[slot].settledPrice = size.price
    size.pay()
  }

  private mutating func gather(_ positions: [Position]) {
    (isChanged, hasCurves) = (false, false)
    for slot in sizes.indices {
      if sizes[slot].isNew || sizes[slot].isKnown != sizes[slot].isHeld { gather(slot, positions) }
      if sizes[slot].isHeld, !sizes[slot].isStraight { hasCurves = true }
    }
  }

  private mutating func gather(_ slot: Int, _ positions: [Position]) {
    let isHeld = sizes[slot].isHeld
    (sizes[slot].isKnown, sizes[slot].isNew) = (isHeld, false)
    let isCurved = isHeld && !sizes[slot].isStraight
    columns.set(slot, isCurved ? positions[slot].instrument : nil)
  }
}

/// What an account's slots gained over a step.
struct SlotGains {
  var book: Money = 0
  var hedge: Money = 0
  /// Whether some gains are still to be paid, in coin.
  var isPaidInCoin = false
}

/// How much a slot holds.
struct SlotSize {
  /// Units of the underlying; negative when short.
  private(set) var units = 0.0
  /// Price per unit.
  private(set) var price = 0.0
  /// The price up to which gains are paid, for what pays variation; else 0.
  private var paid = 0.0
  /// Market value; a future counts unpaid gains only.
  private(set) var worth: Money = 0
  /// Contracts times multiplier: an amount of dollars where a future is paid in coin.
  private var amount = 0.0
  private(set) var underlying = 0
  private(set) var isHeld = false
  private(set) var paysVariation = false
  private(set) var isPaidInCoin = false
  /// Whether the underlying itself is held, which pays dividends and is borrowed to be short.
  private(set) var isHeldSpot = false
  /// Whether the price is the underlying's.
  private(set) var isStraight = false
  /// Whether the slot's price is known.
  var isKnown = false
  /// Whether the slot's instrument has not been gathered.
  var isNew = false

  mutating func set(_ price: Double) { (self.price, isKnown, isNew) = (price, true, true) }

  /// Takes in a new price and gives the gain.
  @inline(__always)
  mutating func mark(at price: Double) -> Money {
    let before = worth
    self.price = price
    worth = units * (price - paid)
    return worth - before
  }

  @inline(__always)
  mutating func pay() {
    paid = price
    if isPaidInCoin { units = price > 0 ? amount / price : 0 }
    worth = units * (price - paid)
  }

  mutating func resize(_ position: Position) {
    (units, isHeld) = (position.units, position.quantity != 0)
    amount = position.quantity * position.instrument.multiplier
    underlying = position.instrument.underlying
    paysVariation = position.instrument.paysVariation
    isPaidInCoin = paysVariation && position.instrument.settlement == .inverse
    paid = paysVariation ? position.settledPrice : 0
    worth = isHeld ? units * (price - paid) : 0
    (isHeldSpot, isStraight) =
      switch position.instrument {
      case .spot: (isHeld, true)
      case .perpetual: (false, true)
      case .future, .option: (false, false)
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
    values.set(slot, instrument.greeks(in: market[instrument.underlying], at: market.time))
    values.resize(slot, portfolio.positions[slot])
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
    let total = portfolio.cash + values.total
    return portfolio.collateral.isEmpty ? total : total + portfolio.collateralValue(in: market)
  }
}
