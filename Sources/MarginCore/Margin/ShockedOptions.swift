/// Up to sixteen options of one underlying, waiting for their shocks.
///
/// What shocks share is computed once, for the sixteen side by side; then each option meets the shocks,
/// sixteen of them side by side.
struct ShockedOptions {
  private let time: Timestamp
  private var count = 0
  private var terms = OptionLanes()
  private var units = OptionLanes.Column(repeating: 0)

  init(at time: Timestamp) { self.time = time }

  var isFull: Bool { count == OptionLanes.width }

  /// Takes in `units` of an option.
  mutating func append(_ option: OptionContract, units: Double, in state: UnderlyingState) {
    self.units[count] = units
    terms.put(option, count)
    if state.isFlat(for: option) {
      terms.see(state, count)
    } else {
      terms.see(state.flat(for: option, at: time), count)
    }
    count += 1
  }

  /// Adds what the options gain under each shock to the shocks' lanes, in their order, and lets them
  /// go.
  mutating func addProfits(under grid: ShockGrid, to sums: inout [SIMD16<Double>]) {
    guard count > 0 else { return }
    let (sign, log) = (terms.sign, Elementary.logRatio(terms.spot, terms.strike))
    let price = UnshockedOption(terms, log, terms.term(at: time)).value(terms.spot, sign)
    sums.withUnsafeMutableBufferPointer { sums in
      if let elapsed = grid.elapsed {
        let later = UnshockedOption(terms, log, terms.term(at: time + elapsed))
        for lane in 0..<count {
          let option = later.repeating(lane)
          add(lane, sign, price, under: grid, to: sums) { option.value(under: $0, $1) }
        }
      } else {
        for lane in 0..<count {
          add(lane, sign, price, under: grid, to: sums) {
            unshocked(lane, log: log, after: $0.elapsed).value(under: $0, $1)
          }
        }
      }
    }
    count = 0
  }

  @inline(__always)
  private func add(
    _ lane: Int, _ sign: SIMD16<Double>, _ price: SIMD16<Double>, under grid: ShockGrid,
    to sums: UnsafeMutableBufferPointer<SIMD16<Double>>,
    value: (ShockGroup, SIMD16<Double>) -> SIMD16<Double>
  ) {
    let units = SIMD16(repeating: units[lane])
    let (sign, price) = (SIMD16(repeating: sign[lane]), SIMD16(repeating: price[lane]))
    grid.groups.withUnsafeBufferPointer { groups in
      for i in groups.indices {
        sums[i] = sums[i].addingProduct(units, value(groups[i], sign) - price)
      }
    }
  }

  /// One option in lanes that are as many moments.
  private func unshocked(
    _ lane: Int, log: SIMD16<Double>, after elapsed: SIMD16<Int64>
  ) -> UnshockedOption {
    let moments = terms.repeating(lane, after: elapsed)
    return UnshockedOption(moments, SIMD16(repeating: log[lane]), moments.term(at: time))
  }
}

/// Options at their terms, before any shock.
private struct UnshockedOption {
  private typealias Lanes = SIMD16<Double>
  private let term: DiscountTerm<SIMD16<Double>>
  private let strikeValue, log, deviation, inverseDeviation: SIMD16<Double>

  /// `log` is ln(S/K).
  @inline(__always)
  init(
    _ terms: OptionLanes, _ log: SIMD16<Double>, _ term: DiscountTerm<SIMD16<Double>>
  ) {
    self.term = term
    strikeValue = terms.strike * term.strikeDiscount
    self.log = log.addingProduct(term.carry, term.years)
    deviation = terms.volatility * term.rootYears
    inverseDeviation = Lanes(repeating: 1) / deviation
  }

  /// One lane in all.
  @inline(__always)
  func repeating(_ lane: Int) -> UnshockedOption { UnshockedOption(self, lane) }

  @inline(__always)
  private init(_ options: UnshockedOption, _ lane: Int) {
    func all(_ lanes: Lanes) -> Lanes { Lanes(repeating: lanes[lane]) }
    term = options.term.repeating(lane)
    (strikeValue, log) = (all(options.strikeValue), all(options.log))
    (deviation, inverseDeviation) = (all(options.deviation), all(options.inverseDeviation))
  }

  /// The value without a shock, by the arithmetic of those with one: a shock of nothing gains 0.
  @inline(__always)
  func value(_ spot: SIMD16<Double>, _ sign: SIMD16<Double>) -> SIMD16<Double> {
    value(spot, log, deviation, inverseDeviation, sign)
  }

  @inline(__always)
  func value(under group: ShockGroup, _ sign: SIMD16<Double>) -> SIMD16<Double> {
    let shocked = group.deviation(deviation, term.rootYears)
    return value(
      group.spot, log + group.logMove, shocked, group.inverse(of: shocked, inverseDeviation), sign)
  }

  @inline(__always)
  private func value(
    _ spot: Lanes, _ log: Lanes, _ deviation: Lanes, _ inverseDeviation: Lanes, _ sign: Lanes
  ) -> SIMD16<Double> {
    BlackKernel(
      spot: spot, volatility: Lanes(repeating: 0), term: term, strikeValue: strikeValue, log: log,
      deviation: deviation, inverseDeviation: inverseDeviation, inverseSpot: Lanes(repeating: 1)
    ).value(sign)
  }
}
