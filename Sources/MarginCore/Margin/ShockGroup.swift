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
  }
}

/// One option before any shock, with what shocks share computed once.
struct ShockedOption {
  private let option: OptionContract
  private let volatility: SIMD16<Double>
  private let rate, yield: Rate
  private let time: Timestamp
  /// Discounting, where the same time passes in every shock.
  private let term: DiscountTerm<SIMD16<Double>>?

  init(
    _ option: OptionContract, elapsed: TimeSpan?, in state: UnderlyingState, at time: Timestamp
  ) {
    let state = state.flat(for: option, at: time)
    (self.option, self.time) = (option, time)
    (rate, yield) = (state.rate, state.yield)
    volatility = SIMD16(repeating: state.volatility)
    term = elapsed.map {
      DiscountTerm(
        repeating: DiscountTerm(
          years: (time + $0).years(until: option.expiry), rate: state.rate, yield: state.yield))
    }
  }

  /// Prices under a group of shocks; each has the bits it would have alone.
  func prices(under group: ShockGroup) -> SIMD16<Double> {
    BlackKernel(
      spot: group.spot, strike: SIMD16(repeating: option.strike),
      volatility: SIMD16.larger(
        SIMD16(repeating: 0), volatility * group.volatilityFactor + group.volatilityShift),
      term: term ?? ownTerm(group)
    ).value(SIMD16(repeating: option.right.sign))
  }

  private func ownTerm(_ group: ShockGroup) -> DiscountTerm<SIMD16<Double>> {
    var years = SIMD16<Double>()
    for lane in 0..<ShockGroup.width {
      let elapsed = TimeSpan(microseconds: group.elapsed[lane])
      years[lane] = (time + elapsed).years(until: option.expiry)
    }
    return DiscountTerm(
      years: years, rate: SIMD16(repeating: rate), yield: SIMD16(repeating: yield))
  }
}
