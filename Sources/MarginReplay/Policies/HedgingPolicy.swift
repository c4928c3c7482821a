public import MarginCore

/// Decides when a delta hedge is adjusted.
public protocol HedgingPolicy: Sendable {
  /// Whether to trade now.
  func adjusts(_ exposure: HedgeExposure) -> Bool
}

/// What a hedging policy may look at.
public struct HedgeExposure: Sendable {
  /// The step's moment.
  public let time: Timestamp
  /// When the hedge was last adjusted; `nil` before the first time.
  public let lastHedge: Timestamp?
  /// Delta of book and hedge together, in units of the underlying.
  public let netDelta: Double
  /// Units of the underlying that the book's options are written on: the larger of calls and puts.
  public let optionUnits: Double

  /// An exposure at `time`.
  public init(time: Timestamp, lastHedge: Timestamp?, netDelta: Double, optionUnits: Double) {
    (self.time, self.lastHedge) = (time, lastHedge)
    (self.netDelta, self.optionUnits) = (netDelta, optionUnits)
  }
}

/// Never hedges.
public struct NoHedge: HedgingPolicy {
  /// A policy that never trades.
  public init() {}

  /// Always false.
  public func adjusts(_ exposure: HedgeExposure) -> Bool { false }
}

/// Hedges once every fixed length of time.
public struct ScheduledHedge: HedgingPolicy {
  /// Time between adjustments; zero adjusts at every step.
  public let interval: TimeSpan

  /// A policy that adjusts when `interval` has passed since the last adjustment.
  public init(every interval: TimeSpan) {
    self.interval = interval
  }

  /// True at the first step and whenever the interval has passed.
  public func adjusts(_ exposure: HedgeExposure) -> Bool {
    guard let last = exposure.lastHedge else { return true }
    return exposure.time >= last + interval
  }
}

/// Hedges when net delta leaves a band around zero.
public struct DeltaBandHedge: HedgingPolicy {
  /// Half the band, as a fraction of the units that the options are written on; 0.05 lets the net
  /// delta of a 100-multiplier contract drift by 5 units.
  public let width: Double

  /// A policy that adjusts when |net delta| exceeds `width` × option units.
  public init(width: Double) {
    self.width = width
  }

  /// True outside the band; without options, whenever any delta is left.
  public func adjusts(_ exposure: HedgeExposure) -> Bool {
    abs(exposure.netDelta) > width * exposure.optionUnits
  }
}
