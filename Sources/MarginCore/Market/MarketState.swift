/// What was known at one step of a history: that row and the rows before it, never a later one.
public struct MarketState: Sendable {
  @usableFromInline let history: MarketHistory
  @usableFromInline var step: Int

  @inlinable
  init(history: MarketHistory, step: Int) {
    (self.history, self.step) = (history, step)
  }

  /// A market of one moment with no past, for margining a portfolio outside a replay.
  public init(time: Timestamp, underlyings: [Underlying], states: [UnderlyingState]) {
    let paths = states.map {
      UnderlyingPath(
        spot: [$0.spot], volatility: [$0.volatility], surfaces: [$0.surface], rate: $0.rate,
        yield: $0.yield, marks: $0.marks)
    }
    self.init(
      history: MarketHistory(times: [time], underlyings: underlyings, paths: paths), step: 0)
  }

  /// A market with a past of prices, for margining a portfolio outside a replay.
  ///
  /// Past volatilities are not known.
  ///
  /// - Precondition: `pastTimes` ascend to before `time`, and `pastSpots` holds a column of as many
  ///   prices for each underlying.
  public init(
    time: Timestamp, underlyings: [Underlying], states: [UnderlyingState], pastTimes: [Timestamp],
    pastSpots: [[Double]]
  ) {
    let unknown = [Volatility](repeating: .nan, count: pastTimes.count)
    let none = [SurfaceState?](repeating: nil, count: pastTimes.count)
    let paths = zip(states, pastSpots).map { state, past in
      UnderlyingPath(
        spot: past + [state.spot], volatility: unknown + [state.volatility],
        surfaces: none + [state.surface], rate: state.rate, yield: state.yield, marks: state.marks)
    }
    self.init(
      history: MarketHistory(
        times: pastTimes + [time], underlyings: underlyings, paths: paths,
        firstStep: pastTimes.count),
      step: pastTimes.count)
  }

  /// Moves on to `other` if that is of the same history, which need not be taken hold of again then.
  @inlinable
  public mutating func move(to other: MarketState) -> Bool {
    guard history.rows === other.history.rows else { return false }
    step = other.step
    return true
  }

  /// The moment of this state.
  @inlinable
  public var time: Timestamp { history.rows.times[step] }

  /// The underlyings, in the order that instruments refer to them.
  @inlinable
  public var underlyings: [Underlying] { history.rows.underlyings }

  /// The state of the underlying with this index.
  public subscript(underlying: Int) -> UnderlyingState {
    var state = UnderlyingState(spot: 0, volatility: 0)
    write(underlying, to: &state)
    return state
  }

  /// Brings `state` to what the underlying with this index stands at.
  ///
  /// For a state that is kept from step to step: nothing is copied twice.
  public func write(_ underlying: Int, to state: inout UnderlyingState) {
    state.spot = spot(of: underlying)
    state.volatility = volatility(of: underlying)
    state.surface = row(path(underlying).surfaces) ?? nil
    state.rate = rate(of: underlying)
    state.yield = row(path(underlying).yields) ?? path(underlying).yield
    state.funding = funding(of: underlying)
    state.dividend = row(path(underlying).dividends)
    state.marks = path(underlying).marks
  }

  /// Price of one unit of the underlying with this index.
  @inlinable
  public func spot(of underlying: Int) -> Double { path(underlying).spot[step] }

  /// Implied volatility of the underlying with this index, as in ``UnderlyingState/volatility``.
  @inlinable
  public func volatility(of underlying: Int) -> Volatility { path(underlying).volatility[step] }

  /// Financing rate of the underlying with this index.
  @inlinable
  public func rate(of underlying: Int) -> Rate {
    row(path(underlying).rates) ?? path(underlying).rate
  }

  /// What a long holder of the underlying with this index pays at this step, as a fraction of notional.
  @inlinable
  public func funding(of underlying: Int) -> Double { row(path(underlying).funding) ?? 0 }

  /// Whether funding is known of any underlying.
  @inlinable
  public var paysFunding: Bool { history.rows.paysFunding }

  @inlinable
  func path(_ underlying: Int) -> UnderlyingPath { history.rows.paths[underlying] }

  /// This step's row of a column that may be left out.
  @inlinable
  func row<Value>(_ column: [Value]) -> Value? { column.isEmpty ? nil : column[step] }

  /// Prices of an underlying over the last `count` steps and this one; fewer at the start of data.
  public func spots(of underlying: Int, lookingBack count: Int) -> ArraySlice<Double> {
    history.spots(of: underlying, max(0, step - count)..<step + 1)
  }

  /// This market with the price and volatility of one underlying, or of all, times a factor; the past
  /// stays as it was.
  func moved(_ underlying: Int?, price: Double, volatility: Double = 1) -> MarketState {
    MarketState(
      history: history.moved(underlying, at: step, price: price, volatility: volatility),
      step: step)
  }

  /// What was known `steps` before this one; `nil` before the start of data.
  func earlier(by steps: Int) -> MarketState? {
    steps >= 0 && steps <= step ? MarketState(history: history, step: step - steps) : nil
  }
}
