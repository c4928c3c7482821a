public import MarginCore

/// A price series read from a file: one row per time, strictly ascending.
public struct PriceSeries: Sendable, Equatable {
  /// The times of the rows.
  public var times: [Timestamp] = []
  /// Opening prices; empty when the column is not mapped.
  public var open: [Double] = []
  /// Highest prices; empty when the column is not mapped.
  public var high: [Double] = []
  /// Lowest prices; empty when the column is not mapped.
  public var low: [Double] = []
  /// Closing prices.
  public var close: [Double] = []

  /// A series without rows.
  public init() {}
}
