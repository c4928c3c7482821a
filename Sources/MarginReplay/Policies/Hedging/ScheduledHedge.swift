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

  /// Zero at the first step and whenever the interval has passed.
  public func netDelta(_ exposure: HedgeExposure) -> Double? {
    guard let last = exposure.last else { return 0 }
    return exposure.time >= last.time + interval ? 0 : nil
  }
}
