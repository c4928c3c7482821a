/// What was known at one step of a history: that row and the rows before it, never a later one.
public struct MarketState: Sendable {
  private let history: MarketHistory
  private let step: Int

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

  /// The moment of this state.
  public var time: Timestamp { history.times[step] }

  /// The underlyings, in the order that instruments refer to them.
  public var underlyings: [Underlying] { history.underlyings }

  /// The state of the underlying with this index.
  public subscript(underlying: Int) -> UnderlyingState { history.state(of: underlying, at: step) }

  /// Prices of an underlying over the last `count` steps and this one; fewer at the start of data.
  public func spots(of underlying: Int, lookingBack count: Int) -> ArraySlice<Double> {
    history.spots(of: underlying, max(0, step - count)..<step + 1)
  }
}
