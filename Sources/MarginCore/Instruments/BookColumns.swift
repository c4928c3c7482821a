/// The instruments of an account's slots, gathered once and valued together at every step.
///
/// Strikes, rights and expiries of options stand in columns of sixteen, which change only with the
/// instruments; valuing allocates nothing. An account keeps one, tells it of every instrument that a
/// slot takes in or gives up, and asks for all Greeks at the start of each step:
///
/// ```swift
/// var book = BookColumns(slots: 2)
/// book.set(0, .option(put))
/// book.set(1, .spot(underlying: 0))
/// var units = [Greeks](repeating: Greeks(), count: 2)
/// book.value(in: market, into: &units)
/// ```
public struct BookColumns: Sendable {
  private var groups: [SlotGroup]
  private var instruments: [Instrument?]
  /// Slots that hold anything but an option, in no order.
  private var others: [Int] = []

  /// Empty slots.
  public init(slots: Int) {
    let width = OptionLanes.width
    groups = Array(repeating: SlotGroup(), count: (slots + width - 1) / width)
    instruments = Array(repeating: nil, count: slots)
  }

  /// How many slots there are.
  public var count: Int { instruments.count }

  /// What a slot holds; `nil` where it is empty.
  public subscript(slot: Int) -> Instrument? { instruments[slot] }

  /// Puts an instrument in a slot for another, or empties it.
  public mutating func set(_ slot: Int, _ instrument: Instrument?) {
    if let old = instruments[slot], old.option == nil { others.removeAll { $0 == slot } }
    if let instrument, instrument.option == nil { others.append(slot) }
    instruments[slot] = instrument
    let group = slot / OptionLanes.width
    groups[group].set(slot % OptionLanes.width, among: instruments[slots(of: group)])
  }

  private func slots(of group: Int) -> Range<Int> {
    let first = group * OptionLanes.width
    return first..<min(first + OptionLanes.width, count)
  }

  /// Price and Greeks per unit of what every slot holds, with the bits of
  /// ``Instrument/greeks(in:at:)``; zeros for an empty slot.
  ///
  /// Zomma and color, which books do not carry (``Greeks/add(_:times:)``), stay 0.
  ///
  /// - Parameters:
  ///   - market: The market of the step.
  ///   - results: One value for each slot, overwritten.
  /// - Precondition: `results` has a place for every slot.
  public mutating func value(in market: MarketState, into results: inout [Greeks]) {
    precondition(results.count == count, "one result for each slot")
    var shared: (underlying: Int, state: UnderlyingState)?
    results.withUnsafeMutableBufferPointer { results in
      for group in groups.indices {
        let slots = slots(of: group)
        let results = UnsafeMutableBufferPointer(rebasing: results[slots])
        if groups[group].isEmpty {
          results.update(repeating: Greeks())
          continue
        }
        guard let underlying = groups[group].underlying else {
          groups[group].value(instruments[slots], in: market, into: results)
          continue
        }
        if shared?.underlying != underlying { shared = (underlying, market[underlying]) }
        if let state = shared?.state, !state.isSpecial {
          groups[group].value(in: state, at: market.time, into: results)
        } else {
          groups[group].value(instruments[slots], in: market, into: results)
        }
      }
      for slot in others {
        guard let instrument = instruments[slot] else { continue }
        results[slot] = instrument.greeks(in: market[instrument.underlying], at: market.time)
      }
    }
  }
}

/// The options of sixteen slots.
private struct SlotGroup {
  private var terms = OptionLanes()
  /// The lanes that hold an option, a bit each.
  private var held: UInt16 = 0
  /// The underlying whose one state may serve all options; `nil` when they differ or any is paid in
  /// coin.
  private(set) var underlying: Int?

  var isEmpty: Bool { held == 0 }

  /// Takes in that a lane has changed.
  ///
  /// A lane without an option computes what it held before, and nobody reads it.
  mutating func set(_ lane: Int, among instruments: ArraySlice<Instrument?>) {
    if let option = instruments[instruments.startIndex + lane]?.option {
      terms.put(option, lane)
      held |= 1 << lane
    } else {
      held &= ~(1 << lane)
    }
    underlying = Self.common(of: instruments)
  }

  private static func common(of instruments: ArraySlice<Instrument?>) -> Int? {
    var common: Int?
    for case .option(let option)? in instruments {
      if option.settlement == .inverse || option.underlying != common ?? option.underlying {
        return nil
      }
      common = option.underlying
    }
    return common
  }

  /// All options in one market.
  mutating func value(
    in state: UnderlyingState, at time: Timestamp,
    into results: UnsafeMutableBufferPointer<Greeks>
  ) {
    terms.see(state)
    write(to: results, at: time)
  }

  /// Every option in its own market.
  mutating func value(
    _ instruments: ArraySlice<Instrument?>, in market: MarketState,
    into results: UnsafeMutableBufferPointer<Greeks>
  ) {
    let slopes = see(market, instruments)
    write(to: results, at: market.time)
    for slot in results.indices where slopes[slot] != 0 {
      results[slot].delta += results[slot].vega * slopes[slot]
    }
  }

  /// Shows every option its own market; gives the ∂v/∂S that each delta counts.
  private mutating func see(
    _ market: MarketState, _ instruments: ArraySlice<Instrument?>
  ) -> OptionLanes.Column {
    var slopes = OptionLanes.Column(repeating: 0)
    for (lane, instrument) in instruments.enumerated() {
      guard let option = instrument?.option else { continue }
      let state = market[option.underlying]
      terms.see(state.flat(for: option, at: market.time), lane)
      if state.surface != nil { slopes[lane] = state.volatilitySlope(of: option, at: market.time) }
    }
    return slopes
  }

  @inline(__always)
  private func write(to results: UnsafeMutableBufferPointer<Greeks>, at time: Timestamp) {
    var lanes = terms.greeks(at: time)
    withUnsafeBytes(of: &lanes) { lanes in
      for slot in results.indices { results[slot] = Greeks(lanes, lane: slot) }
      guard held != .max else { return }
      for slot in results.indices where held & 1 << slot == 0 { results[slot] = Greeks() }
    }
  }
}
