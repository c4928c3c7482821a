public import MarginCore

/// What a hedging policy may look at: one underlying at one step, nothing later.
public struct HedgeExposure: Sendable {
  /// The step's moment.
  public var time: Timestamp
  /// The last adjustment of the hedge; `nil` before the first and after the vehicle expired.
  public var last: LastHedge?
  /// Price of the underlying.
  public var spot: Double
  /// One standard deviation of a day's return, from the underlying's volatility and trading days.
  public var dailyDeviation: Double
  /// Delta of book and hedge together, in units of the underlying.
  public var netDelta: Double
  /// Units of the underlying that the book's options are written on: the larger of calls and puts.
  public var optionUnits: Double
  /// How delta changes with the price.
  public var curvature: BookCurvature
  /// One-way cost of trading the hedge as a fraction of its notional: fee and half-spread.
  public var cost: Double

  /// An exposure at `time`, with all else zero.
  public init(
    time: Timestamp, last: LastHedge? = nil, spot: Double = 0, dailyDeviation: Double = 0,
    netDelta: Double, optionUnits: Double = 0, curvature: BookCurvature = BookCurvature(),
    cost: Double = 0
  ) {
    (self.time, self.last, self.spot, self.dailyDeviation) = (time, last, spot, dailyDeviation)
    (self.netDelta, self.optionUnits) = (netDelta, optionUnits)
    (self.curvature, self.cost) = (curvature, cost)
  }
}

/// When a hedge was adjusted, and at which price of the underlying.
public struct LastHedge: Sendable, Equatable {
  /// The step's moment.
  public let time: Timestamp
  /// The underlying's price.
  public let spot: Double

  /// An adjustment at `time`.
  public init(time: Timestamp, spot: Double) {
    (self.time, self.spot) = (time, spot)
  }
}
