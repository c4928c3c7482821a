public import MarginCore

/// Fees that depend on how much was traded lately.
public struct FeeTiers: Sendable, Equatable {
  /// The tiers, by ascending volume.
  public var tiers: [Tier] = []
  /// How far back trades count.
  public var window: TimeSpan

  /// One tier.
  public struct Tier: Sendable, Equatable {
    /// Notional traded within the window from which it applies.
    public var volume: Money
    /// Fee as a fraction of notional.
    public var fee: Double

    /// A fee from this volume on.
    public init(volume: Money, fee: Double) {
      (self.volume, self.fee) = (volume, fee)
    }
  }

  /// Tiers by ascending volume; 30 days are what venues look back.
  public init(_ tiers: [Tier] = [], window: TimeSpan = .days(30)) {
    (self.tiers, self.window) = (tiers, window)
  }

  /// The fee of the highest tier that `volume` reaches; `nil` below the first.
  public func rate(at volume: Money) -> Double? {
    tiers.last { volume >= $0.volume }?.fee
  }
}

/// Notional that an account has traded within a window up to now.
struct TradedVolume: Sendable {
  private var trades: [(time: Timestamp, notional: Money)] = []

  /// The sum over trades later than `window` before `time`; older ones are forgotten.
  mutating func total(at time: Timestamp, window: TimeSpan) -> Money {
    trades.removeAll { $0.time + window <= time }
    return trades.reduce(0) { $0 + $1.notional }
  }

  mutating func add(_ notional: Money, at time: Timestamp) { trades.append((time, notional)) }
}
