/// Hedges when the price has moved since the last hedge.
public struct MoveHedge: HedgingPolicy {
  /// The move that is waited for.
  public let threshold: Threshold

  /// How far the price must be from where it was at the last hedge, either way.
  public enum Threshold: Sendable, Equatable {
    /// A fraction of that price, ≥ 0; 0 hedges at every step.
    case fraction(Double)
    /// So many standard deviations of a day's return at today's volatility, ≥ 0.
    case deviations(Double)
  }

  /// A policy that adjusts when the price has moved by `threshold`.
  public init(by threshold: Threshold) {
    self.threshold = threshold
  }

  /// The price decides.
  public var looksBeyondDelta: Bool { false }

  /// Zero at the first step and when the price has moved far enough, however far.
  public func netDelta(_ exposure: HedgeExposure) -> Double? {
    guard let last = exposure.last else { return 0 }
    let move = (exposure.spot - last.spot).magnitude
    return move >= fraction(exposure) * last.spot.magnitude ? 0 : nil
  }

  private func fraction(_ exposure: HedgeExposure) -> Double {
    switch threshold {
    case .fraction(let fraction): fraction
    case .deviations(let count): count * exposure.dailyDeviation
    }
  }
}
