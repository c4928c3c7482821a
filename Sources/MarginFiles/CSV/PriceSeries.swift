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

/// Which columns of a CSV file hold what, and what its values may be.
public struct PriceColumns: Sendable, Equatable {
  /// Column of the time.
  public var time: String
  /// Column of the opening price, if any.
  public var open: String?
  /// Column of the highest price, if any.
  public var high: String?
  /// Column of the lowest price, if any.
  public var low: String?
  /// Column of the closing price.
  public var close: String
  /// Whether prices of zero and below are allowed.
  public var allowsNonPositive: Bool

  /// A mapping; without open, high and low the series holds closes only.
  public init(
    time: String = "date", open: String? = nil, high: String? = nil, low: String? = nil,
    close: String = "close", allowsNonPositive: Bool = false
  ) {
    (self.time, self.open, self.high) = (time, open, high)
    (self.low, self.close, self.allowsNonPositive) = (low, close, allowsNonPositive)
  }
}
