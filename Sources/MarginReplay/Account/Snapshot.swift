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
    var slot = book.startIndex
    while let held = values.firstHeld(from: slot, to: book.endIndex) {
      hasBook = true
      slot = held + 1
      if hasSurfaces, let option = surfaceOption(book[held].instrument) {
        surfaceOptions.append(SurfaceOption(option, values.known(held), values.size(held).units))
      } else {
        let (underlying, end) = (values.size(held).underlying, hasSurfaces ? slot : book.endIndex)
        slot = values.add(from: held, to: end, into: &bookGreeks[underlying])
      }
    }
  }

  private func surfaceOption(_ instrument: Instrument) -> OptionContract? {
    states[instrument.underlying].surface == nil ? nil : instrument.option
  }

  private mutating func begin(in market: MarketState) {
    hasBook = false
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
