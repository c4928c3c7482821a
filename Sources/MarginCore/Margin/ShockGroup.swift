/// Shocks of one underlying's market, made once and used for every position on it.
struct ShockGrid {
  let shocks: [Shock]
  /// The shocks in their order, sixteen to a group.
  let groups: [ShockGroup]
  /// The time that passes in every shock; `nil` when it differs.
  let elapsed: TimeSpan?

  init(_ shocks: [Shock], in state: UnderlyingState) {
    self.shocks = shocks
    groups = stride(from: 0, to: shocks.count, by: ShockGroup.width).map {
      ShockGroup(shocks[$0..<min($0 + ShockGroup.width, shocks.count)], in: state)
    }
    let first = shocks.first?.elapsed
    elapsed = shocks.allSatisfy { $0.elapsed == first } ? first : nil
  }
}

/// Up to sixteen shocks side by side; spare lanes repeat the first.
struct ShockGroup: BitwiseCopyable {
  static let width = SIMD16<Double>.scalarCount

  fileprivate var spot = SIMD16<Double>()
  /// Logarithm of shocked spot over spot.
  fileprivate var logMove = SIMD16<Double>()
  fileprivate var volatilityFactor = SIMD16<Double>()
  fileprivate var volatilityShift = SIMD16<Double>()
  /// Time that passes, microseconds.
  fileprivate var elapsed = SIMD16<Int64>()

  init(_ shocks: ArraySlice<Shock>, in state: UnderlyingState) {
    for lane in 0..<Self.width {
      let shock = shocks[shocks.startIndex + (lane < shocks.count ? lane : 0)]
      spot[lane] = shock.applied(to: state).spot
      volatilityFactor[lane] = 1 + shock.volatilityMove
      volatilityShift[lane] = shock.volatilityShift
      elapsed[lane] = shock.elapsed.microseconds
    }
    logMove = Elementary.logRatio(spot, SIMD16(repeating: state.spot))
  }
}

/// One option before any shock, with what shocks share computed once.
struct ShockedOption {
  private let option: OptionContract
  private let volatility: Volatility
  /// Logarithm of spot over strike.
  private let log: Double
  private let rate, yield: Rate
  private let time: Timestamp
  /// The price before any shock, by the arithmetic of the shocked ones: a shock of nothing gains 0.
  private let price: Double

  init(_ option: OptionContract, in state: UnderlyingState, at time: Timestamp) {
    let state = state.flat(for: option, at: time)
    (self.option, self.time) = (option, time)
    (rate, yield, volatility) = (state.rate, state.yield, state.volatility)
    log = Elementary.logRatio(state.spot, option.strike)
    let term = DiscountTerm(
      years: time.years(until: option.expiry), rate: state.rate, yield: state.yield)
    price = BlackKernel(
      spot: state.spot, strike: option.strike, log: log, volatility: volatility, term: term
    ).value(option.right.sign)
  }

  /// Adds what `units` of the option gain under each shock to the shocks' lanes.
  func addProfits(of units: Double, under grid: ShockGrid, to sums: inout [SIMD16<Double>]) {
    let shared = grid.elapsed.map { DiscountTerm(repeating: term(after: $0)) }
    for i in grid.groups.indices {
      let group = grid.groups[i]
      add(units, under: group, shared ?? term(in: group), to: &sums[i])
    }
  }

  @inline(__always)
  private func add(
    _ units: Double, under group: ShockGroup, _ term: DiscountTerm<SIMD16<Double>>,
    to sum: inout SIMD16<Double>
  ) {
    let volatility = SIMD16(repeating: volatility)
    let shocked = BlackKernel(
      spot: group.spot, strike: SIMD16(repeating: option.strike),
      log: SIMD16(repeating: log) + group.logMove,
      volatility: group.volatilityShift.addingProduct(volatility, group.volatilityFactor),
      term: term)
    let gain = shocked.value(SIMD16(repeating: option.right.sign)) - SIMD16(repeating: price)
    sum = sum.addingProduct(SIMD16(repeating: units), gain)
  }

  private func term(after elapsed: TimeSpan) -> DiscountTerm<Double> {
    DiscountTerm(
      years: (time + elapsed).years(until: option.expiry), rate: rate, yield: yield)
  }

  private func term(in group: ShockGroup) -> DiscountTerm<SIMD16<Double>> {
    var years = SIMD16<Double>()
    for lane in 0..<ShockGroup.width {
      let elapsed = TimeSpan(microseconds: group.elapsed[lane])
      years[lane] = (time + elapsed).years(until: option.expiry)
    }
    return DiscountTerm(
      years: years, rate: SIMD16(repeating: rate), yield: SIMD16(repeating: yield))
  }
}

extension BlackKernel {
  /// The kernel where ln(S/K) is known, for values and no Greeks.
  @inline(__always)
  fileprivate init(spot: L, strike: L, log: L, volatility: L, term: DiscountTerm<L>) {
    let volatility = L.larger(volatility, .zero)
    let deviation = volatility * term.rootYears
    self.init(
      spot: spot, volatility: volatility, term: term, strikeValue: strike * term.strikeDiscount,
      log: log.addingProduct(term.carry, term.years), deviation: deviation,
      inverseDeviation: .one / deviation, inverseSpot: .one)
  }
}
