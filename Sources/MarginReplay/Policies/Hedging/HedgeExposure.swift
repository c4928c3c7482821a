public import MarginCore

/// What a hedging policy may look at: one underlying at one step, nothing later.
public struct HedgeExposure: Sendable {
  /// The step's moment.
  public var time: Timestamp
  /// The last adjustment of the hedge; `nil` before the first and after the vehicle expired.
  public var last: LastHedge?
  /// Price of the underlying.
  public var spot: Double
  /// Implied volatility of the underlying.
  public var volatility: Volatility
  /// The underlying's trading days in a year.
  public var tradingDays: Double
  /// Delta of book and hedge together, in units of the underlying.
  public var netDelta: Double
  /// Units of the underlying that the book's options are written on: the larger of calls and puts.
  public var optionUnits: Double
  /// How delta changes with the price.
  public var curvature: BookCurvature
  /// One-way cost of trading the hedge as a fraction of its notional: fees and half-spread
  /// as they stand at the step, without impact and minimum.
  public var cost: Double

  /// An exposure at `time`, with all else zero.
  public init(
    time: Timestamp, last: LastHedge? = nil, spot: Double = 0, volatility: Volatility = 0,
    tradingDays: Double = 252, netDelta: Double, optionUnits: Double = 0,
    curvature: BookCurvature = BookCurvature(),
    cost: Double = 0
  ) {
    (self.time, self.last, self.spot) = (time, last, spot)
    (self.volatility, self.tradingDays) = (volatility, tradingDays)
    (self.netDelta, self.optionUnits) = (netDelta, optionUnits)
    (self.curvature, self.cost) = (curvature, cost)
  }

  /// One standard deviation of a day's return.
  public var dailyDeviation: Double { volatility / tradingDays.squareRoot() }
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
