extension MarketState {
  /// Price and Greeks per unit of every position, options sixteen at a time.
  ///
  /// Every result has the bits that ``Instrument/greeks(in:at:)`` gives for that instrument alone; a
  /// position of quantity 0 has none.
  ///
  /// - Parameters:
  ///   - positions: The book.
  ///   - results: One value for each position, overwritten.
  /// - Precondition: `results` is as long as `positions`.
  public func unitGreeks(of positions: [Position], into results: inout [Greeks]) {
    precondition(results.count == positions.count, "one result for each position")
    let states = underlyings.indices.map { self[$0] }
    var group = OptionGroup()
    for slot in positions.indices {
      results[slot] = Greeks()
      guard positions[slot].quantity != 0 else { continue }
      let instrument = positions[slot].instrument
      guard case .option(let option) = instrument else {
        results[slot] = instrument.greeks(in: states[instrument.underlying], at: time)
        continue
      }
      group.append(option, slot, in: states[option.underlying], at: time)
      if group.isFull { group.write(to: &results) }
    }
    group.write(to: &results)
  }
}

/// Up to sixteen options and where their Greeks go.
private struct OptionGroup {
  private var count = 0
  private var slots = [16 of Int](repeating: 0)
  private var spot = SIMD16<Double>(repeating: 1)
  private var strike = SIMD16<Double>(repeating: 1)
  private var years = SIMD16<Double>(repeating: 1)
  private var rate = SIMD16<Double>(repeating: 0)
  private var yield = SIMD16<Double>(repeating: 0)
  private var volatility = SIMD16<Double>(repeating: 1)
  private var sign = SIMD16<Double>(repeating: 1)
  /// ∂v/∂S that delta counts.
  private var slope = SIMD16<Double>(repeating: 0)

  var isFull: Bool { count == SIMD16<Double>.scalarCount }

  mutating func append(
    _ option: OptionContract, _ slot: Int, in state: UnderlyingState, at time: Timestamp
  ) {
    if state.surface != nil { slope[count] = state.volatilitySlope(of: option, at: time) }
    let state = state.flat(for: option, at: time)
    (spot[count], strike[count], sign[count]) = (state.spot, option.strike, option.right.sign)
    (rate[count], yield[count], volatility[count]) = (state.rate, state.yield, state.volatility)
    (years[count], slots[count]) = (time.years(until: option.expiry), slot)
    count += 1
  }

  mutating func write(to results: inout [Greeks]) {
    let kernel = BlackKernel(
      spot: spot, strike: strike, volatility: volatility,
      term: DiscountTerm(years: years, rate: rate, yield: yield))
    let lanes = kernel.allGreeks(sign)
    for lane in 0..<count {
      var greeks = Greeks(lanes, lane: lane)
      if slope[lane] != 0 { greeks.delta += greeks.vega * slope[lane] }
      results[slots[lane]] = greeks
    }
    self = OptionGroup()
  }
}
