public import MarginCore

/// A market that is replayed window by window, in the order of time.
public protocol MarketWindows: Sendable {
  /// The underlyings, in the order that instruments refer to them.
  var underlyings: [Underlying] { get }
  /// How many steps are replayed.
  var stepCount: Int { get }
  /// The first step and the last.
  var span: ClosedRange<Timestamp> { get }

  /// Hands over windows whose steps, one window after another, are those of the market.
  ///
  /// The rows before a window's first step are at least those that the margin models look back on.
  func forEachWindow(_ body: (MarketHistory) throws(FileError) -> Void) throws(FileError)
}

extension MarketHistory: MarketWindows {
  /// How many rows may be replayed.
  public var stepCount: Int { steps.count }

  /// The first row that may be replayed and the last.
  public var span: ClosedRange<Timestamp> { times[firstStep]...times[times.count - 1] }

  /// The whole history as one window.
  public func forEachWindow(
    _ body: (MarketHistory) throws(FileError) -> Void
  ) throws(FileError) {
    try body(self)
  }
}
