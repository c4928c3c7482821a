internal import MarginCore

/// A step cut into equal parts, with price and volatility on straight lines between its ends.
///
/// A device of accounting, not data: nobody knows the path inside a step. Greeks taken anew on the way
/// explain more of the change; the change itself is what it was.
struct Substeps {
  let count: Int
  private let positions: [Position]
  private let start: Timestamp
  private let last: Snapshot
  private let market: MarketState

  /// The step from `last` to `market` of a book as it was held over it.
  init(count: Int, of held: [Position], _ last: Snapshot, _ market: MarketState) {
    (self.count, self.last, self.market) = (count, last, market)
    start = last.time ?? market.time
    positions = held.filter { $0.purpose == .book && $0.quantity != 0 }
  }

  /// Adds what every position gained over every part beyond delta and vega of the step's start.
  func explain(into attribution: inout Attribution, terms: Set<AttributionPlan.Term>) {
    for position in positions {
      let volatilities = volatilities(of: position.instrument)
      var walk = GreekWalk()
      for part in 0..<count {
        let (from, to) = (
          state(position, volatilities, part), state(position, volatilities, part + 1)
        )
        var greeks = Greeks()
        greeks.add(position.instrument.greeks(in: from, at: time(part)), times: position.units)
        walk.advance(
          greeks, move: to.spot - from.spot, change: to.volatility - from.volatility,
          years: time(part).years(until: time(part + 1)), terms: terms, into: &attribution)
      }
    }
  }

  /// An option's own volatility at both ends; one that has expired has none left to change.
  private func volatilities(of instrument: Instrument) -> (from: Double, to: Double) {
    let underlying = instrument.underlying
    guard let option = instrument.option else {
      return (last.states[underlying].volatility, market[underlying].volatility)
    }
    let from = last.states[underlying].volatility(of: option, at: start)
    let isAlive = market.time < option.expiry
    return (from, isAlive ? market[underlying].volatility(of: option, at: market.time) : from)
  }

  private func state(
    _ position: Position, _ volatility: (from: Double, to: Double), _ part: Int
  ) -> UnderlyingState {
    let (from, to) = (
      last.states[position.instrument.underlying], market[position.instrument.underlying]
    )
    var state = from
    state.surface = nil
    state.spot = from.spot + (to.spot - from.spot) * share(part)
    state.volatility = volatility.from + (volatility.to - volatility.from) * share(part)
    return state
  }

  private func time(_ part: Int) -> Timestamp {
    let whole = Double(market.time.microseconds - start.microseconds)
    return Timestamp(microseconds: start.microseconds + Int64(whole * share(part)))
  }

  private func share(_ part: Int) -> Double { Double(part) / Double(count) }
}

extension Attribution {
  /// Explains the book's `profit` again, in substeps; as it was where they cannot be valued.
  ///
  /// Delta and vega stay those of the step's start, which a hedge was there to offset.
  mutating func split(_ substeps: Substeps, profit: Money, terms: Set<AttributionPlan.Term>) {
    var split = self
    (split.gamma, split.theta, split.vanna, split.volga) = (0, 0, 0, 0)
    (split.charm, split.speed) = (0, 0)
    substeps.explain(into: &split, terms: terms)
    guard split.explained.isFinite else { return }
    split.close(profit: profit)
    split.substeps = substeps.count
    self = split
  }
}
