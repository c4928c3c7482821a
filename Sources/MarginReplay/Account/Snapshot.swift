internal import MarginCore

/// The end of a step, from which the next step's profit is explained.
///
/// One is kept and overwritten from step to step, so that a step allocates nothing.
struct Snapshot {
  /// `nil` before the first step has ended.
  private(set) var time: Timestamp?
  /// What the underlyings stood at; empty where nothing is ever held that a next step needs them for.
  private(set) var states: [UnderlyingState] = []
  /// Greeks of the book on each underlying, in money; options on a surface stand apart.
  private(set) var bookGreeks: [Greeks] = []
  /// Whether anything was held that is not a hedge.
  private(set) var hasBook = false
  /// Options of the book that have a volatility of their own.
  private(set) var surfaceOptions: [SurfaceOption] = []
  /// Collateral as it counts for equity.
  private(set) var collateral: Money = 0

  /// Takes the place of the step before.
  mutating func end(at time: Timestamp, collateral: Money) {
    (self.time, self.collateral) = (time, collateral)
  }

  /// Takes in what the underlyings stand at and the Greeks of the book, the positions of the first slots.
  mutating func look(
    at book: ArraySlice<Position>, valuedAt values: borrowing SlotValues, in market: MarketState
  ) {
    begin(in: market)
    let hasSurfaces = states.contains { $0.surface != nil }
    var sum = BookSum()
    for slot in book.indices where values.size(slot).isHeld {
      let size = values.size(slot)
      if hasSurfaces, states[size.underlying].surface != nil,
        let option = book[slot].instrument.option
      {
        surfaceOptions.append(SurfaceOption(option, values.known(slot), size.units))
        continue
      }
      if sum.underlying != size.underlying {
        putDown(sum)
        sum = BookSum(underlying: size.underlying, greeks: bookGreeks[size.underlying])
      }
      sum.greeks.add(values.known(slot), times: size.units)
    }
    putDown(sum)
    hasBook = sum.underlying != nil || !surfaceOptions.isEmpty
  }

  /// Greeks of slots in a row on one underlying, summed before they are put down.
  private struct BookSum {
    var underlying: Int?
    var greeks = Greeks()
  }

  private mutating func putDown(_ sum: BookSum) {
    if let underlying = sum.underlying { bookGreeks[underlying] = sum.greeks }
  }

  private mutating func begin(in market: MarketState) {
    if !surfaceOptions.isEmpty { surfaceOptions.removeAll(keepingCapacity: true) }
    if states.isEmpty {
      states = market.underlyings.indices.map { market[$0] }
      bookGreeks = states.map { _ in Greeks() }
    }
    for underlying in states.indices {
      market.write(underlying, to: &states[underlying])
      bookGreeks[underlying] = Greeks()
    }
  }
}
