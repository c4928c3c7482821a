public import MarginCore

/// Hedges once every fixed length of time.
public struct ScheduledHedge: HedgingPolicy {
  /// Time between adjustments; zero adjusts at every step.
  public let interval: TimeSpan

  /// A policy that adjusts when `interval` has passed since the last adjustment.
  public init(every interval: TimeSpan) {
    self.interval = interval
  }

  /// Time decides.
  public var looksBeyondDelta: Bool { false }

  /// At the first step and whenever the interval has passed.
  public func mayTrade(at time: Timestamp, spot: Double, since last: LastHedge?) -> Bool {
    last.map { time >= $0.time + interval } ?? true
  }

  /// Zero whenever it may trade.
  public func netDelta(_ exposure: HedgeExposure) -> Double? {
    mayTrade(at: exposure.time, spot: exposure.spot, since: exposure.last) ? 0 : nil
  }
}
