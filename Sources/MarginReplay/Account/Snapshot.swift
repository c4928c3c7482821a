internal import MarginCore

/// The end of a step, from which the next step's profit is explained.
///
/// One is kept and overwritten from step to step, so that a step allocates nothing.
struct Snapshot {
  /// `nil` before the first step has ended.
  private(set) var time: Timestamp?
  /// What the underlyings stood at; kept up where something is held that the next step needs them for.
  private(set) var states: [UnderlyingState] = []
  /// Market value of each slot.
  private(set) var values: [Money]
  /// Greeks of the book on each underlying, in money; options on a surface stand apart.
  private(set) var bookGreeks: [Greeks] = []
  private var hasSurfaces = false
  /// Whether anything was held that is not a hedge.
  private(set) var hasBook = false
  /// Options of the book that have a volatility of their own.
  private(set) var surfaceOptions: [SurfaceOption] = []
  /// Market value of all slots.
  private(set) var marketValue: Money = 0
  /// Collateral as it counts for equity.
  private(set) var collateral: Money = 0

  init(slots: Int) {
    values = Array(repeating: 0, count: slots)
  }

  /// Takes the place of the step before.
  ///
  /// - Parameter keepsStates: Whether anything but what pays variation on hedges may be held.
  mutating func take(
    _ portfolio: borrowing Portfolio, valuedAt units: borrowing SlotValues, in market: MarketState,
    keepsStates: Bool
  ) {
    begin(in: market, keepsStates: keepsStates)
    collateral = portfolio.collateral.isEmpty ? 0 : portfolio.collateralValue(in: market)
    var sum = BookSum()
    for slot in values.indices {
      if units.size(slot).isHeld {
        values[slot] = units.value(slot)
        if portfolio.positions[slot].purpose == .book {
          add(portfolio.positions[slot].instrument, units, slot, to: &sum)
        }
      } else if values[slot] != 0 {
        values[slot] = 0
      }
      marketValue += values[slot]
    }
    putDown(sum)
  }

  /// Greeks of slots in a row on one underlying, summed before they are put down.
  private struct BookSum {
    var underlying = 0
    var greeks = Greeks()
    var isEmpty = true
  }

  @inline(__always)
  private mutating func add(
    _ instrument: Instrument, _ units: borrowing SlotValues, _ slot: Int, to sum: inout BookSum
  ) {
    let (underlying, size) = (instrument.underlying, units.size(slot).units)
    if hasSurfaces, states[underlying].surface != nil, let option = instrument.option {
      hasBook = true
      return surfaceOptions.append(SurfaceOption(option, units.known(slot), size))
    }
    if sum.isEmpty || sum.underlying != underlying {
      putDown(sum)
      sum = BookSum(underlying: underlying, greeks: bookGreeks[underlying], isEmpty: false)
    }
    sum.greeks.add(units.known(slot), times: size)
  }

  private mutating func putDown(_ sum: BookSum) {
    guard !sum.isEmpty else { return }
    (bookGreeks[sum.underlying], hasBook) = (sum.greeks, true)
  }

  private mutating func begin(in market: MarketState, keepsStates: Bool) {
    time = market.time
    marketValue = 0
    if !surfaceOptions.isEmpty { surfaceOptions.removeAll(keepingCapacity: true) }
    if states.isEmpty {
      states = market.underlyings.indices.map { market[$0] }
      bookGreeks = states.map { _ in Greeks() }
    }
    if keepsStates {
      for underlying in states.indices { market.write(underlying, to: &states[underlying]) }
      hasSurfaces = states.contains { $0.surface != nil }
    }
    if hasBook { for underlying in states.indices { bookGreeks[underlying] = Greeks() } }
    hasBook = false
  }
}
