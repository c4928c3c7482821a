internal import CLanes

/// Terms of sixteen options, taken in one by one and read side by side.
struct OptionLanes: Sendable {
  typealias Column = InlineArray<16, Double>
  static let width = Column.count

  // What contracts say,
  private var strikes = Column(repeating: 1)
  private var signs = Column(repeating: 1)
  private var expiries = InlineArray<16, Int64>(repeating: 0)
  // and what the market does.
  private var spots = Column(repeating: 1)
  private var rates = Column(repeating: 0)
  private var yields = Column(repeating: 0)
  private var volatilities = Column(repeating: 1)

  var spot: SIMD16<Double> { SIMD16(spots) }
  var strike: SIMD16<Double> { SIMD16(strikes) }
  /// At least 0.
  var volatility: SIMD16<Double> { .larger(SIMD16(volatilities), SIMD16(repeating: 0)) }
  /// 1 for a call, −1 for a put.
  var sign: SIMD16<Double> { SIMD16(signs) }

  /// Puts an option in a lane.
  mutating func put(_ option: OptionContract, _ lane: Int) {
    (strikes[lane], signs[lane]) = (option.strike, option.right.sign)
    expiries[lane] = option.expiry.microseconds
  }

  /// Shows the option of a lane its market, flat for it.
  mutating func see(_ state: UnderlyingState, _ lane: Int) {
    (spots[lane], volatilities[lane]) = (state.spot, state.volatility)
    (rates[lane], yields[lane]) = (state.rate, state.yield)
  }

  /// Shows every option one market.
  mutating func see(_ state: UnderlyingState) {
    spots = Column(repeating: state.spot)
    volatilities = Column(repeating: state.volatility)
    (rates, yields) = (Column(repeating: state.rate), Column(repeating: state.yield))
  }

  /// One option in every lane, each seen a time later, in microseconds.
  func repeating(_ lane: Int, after elapsed: SIMD16<Int64>) -> OptionLanes {
    var moments = OptionLanes()
    for i in 0..<Self.width {
      (moments.strikes[i], moments.volatilities[i]) = (strikes[lane], volatilities[lane])
      (moments.rates[i], moments.yields[i]) = (rates[lane], yields[lane])
      moments.expiries[i] = expiries[lane] &- elapsed[i]
    }
    return moments
  }

  /// Time to expiry and discount factors at a moment.
  @inline(__always)
  func term(at time: Timestamp) -> DiscountTerm<SIMD16<Double>> {
    let expiries = unsafeBitCast(expiries, to: SIMD16<Int>.self)
    let spans = lanes_whole(expiries &- SIMD16(repeating: Int(time.microseconds)))
    let year = SIMD16(repeating: Double(TimeSpan.year.microseconds))
    return DiscountTerm(years: spans / year, rate: SIMD16(rates), yield: SIMD16(yields))
  }

  /// Value and the Greeks that books carry at a moment.
  func greeks(at time: Timestamp) -> CarriedGreekLanes<SIMD16<Double>> {
    BlackKernel(spot: spot, strike: strike, volatility: volatility, term: term(at: time))
      .allGreeks(sign).carried
  }
}

extension SIMD16<Double> {
  /// The same sixteen numbers.
  @inline(__always)
  init(_ column: InlineArray<16, Double>) { self = unsafeBitCast(column, to: Self.self) }
}
