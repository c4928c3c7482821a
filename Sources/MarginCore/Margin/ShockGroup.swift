/// Up to sixteen shocks of one underlying side by side, made once and used for every position.
struct ShockGroup {
  static let width = SIMD16<Double>.scalarCount

  private let shocks: [Shock]
  private let spot: SIMD16<Double>
  private let volatilityFactor: SIMD16<Double>
  private let volatilityShift: SIMD16<Double>
  /// The time that passes in every shock; `nil` when it differs.
  private let elapsed: TimeSpan?

  /// The shocks in their order, sixteen to a group; the last group's spare lanes repeat its first.
  static func groups(of shocks: [Shock], in state: UnderlyingState) -> [ShockGroup] {
    stride(from: 0, to: shocks.count, by: width).map {
      ShockGroup(Array(shocks[$0..<min($0 + width, shocks.count)]), in: state)
    }
  }

  private init(_ shocks: [Shock], in state: UnderlyingState) {
    var (spot, factor, shift) = (SIMD16<Double>(), SIMD16<Double>(), SIMD16<Double>())
    for lane in 0..<Self.width {
      let shock = shocks[lane < shocks.count ? lane : 0]
      spot[lane] = shock.applied(to: state).spot
      (factor[lane], shift[lane]) = (1 + shock.volatilityMove, shock.volatilityShift)
    }
    (self.shocks, self.spot, volatilityFactor, volatilityShift) = (shocks, spot, factor, shift)
    elapsed = shocks.allSatisfy { $0.elapsed == shocks[0].elapsed } ? shocks[0].elapsed : nil
  }

  /// Prices under the shocks; each has the bits it would have alone.
  func prices(
    of instrument: Instrument, in state: UnderlyingState, at time: Timestamp
  ) -> SIMD16<Double> {
    switch instrument {
    case .option(let option): prices(of: option, in: state, at: time)
    case .spot: spot
    default: singlePrices(of: instrument, in: state, at: time)
    }
  }

  private func singlePrices(
    of instrument: Instrument, in state: UnderlyingState, at time: Timestamp
  ) -> SIMD16<Double> {
    var prices = SIMD16<Double>()
    for (lane, shock) in shocks.enumerated() {
      prices[lane] = instrument.price(in: shock.applied(to: state), at: time + shock.elapsed)
    }
    return prices
  }

  private func prices(
    of option: OptionContract, in state: UnderlyingState, at time: Timestamp
  ) -> SIMD16<Double> {
    let level = SIMD16(repeating: state.volatility(of: option, at: time))
    return BlackKernel(
      spot: spot, strike: SIMD16(repeating: option.strike),
      volatility: SIMD16.larger(SIMD16(repeating: 0), level * volatilityFactor + volatilityShift),
      term: term(of: option, in: state, at: time)
    ).value(SIMD16(repeating: option.right.sign))
  }

  /// Discounting is done once where the same time passes in every shock.
  private func term(
    of option: OptionContract, in state: UnderlyingState, at time: Timestamp
  ) -> DiscountTerm<SIMD16<Double>> {
    if let elapsed {
      let years = (time + elapsed).years(until: option.expiry)
      return DiscountTerm(
        repeating: DiscountTerm(years: years, rate: state.rate, yield: state.yield))
    }
    var years = SIMD16<Double>()
    for lane in 0..<Self.width {
      years[lane] = (time + shocks[lane < shocks.count ? lane : 0].elapsed).years(
        until: option.expiry)
    }
    return DiscountTerm(
      years: years, rate: SIMD16(repeating: state.rate), yield: SIMD16(repeating: state.yield))
  }
}
