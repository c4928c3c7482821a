/// How at-the-money volatility at other times follows from its 30-day level.
///
/// Forward variance returns to its long-run level at a constant speed κ,
/// u(t) = L² + (u₀ − L²)e^(−κt), so that the mean variance to T is
/// V(T) = L² + (v² − L²)·B(κT)/B(κ·30 d) with B(x) = (1 − e^(−x))/x: the curve passes through the
/// 30-day level v, rises to it or falls to it, and never has calendar arbitrage.
public struct VarianceReversion: Sendable, Equatable {
  /// At-the-money volatility L that far times tend to.
  public let longRun: Volatility
  /// Speed of mean reversion κ per year; 0 makes every time's volatility the 30-day level.
  public let speed: Double

  /// A rule; `nil` unless both are finite, the level positive and the speed at least 0.
  public init?(longRun: Volatility, speed: Double) {
    guard longRun > 0, longRun.isFinite, speed >= 0, speed.isFinite else { return nil }
    (self.longRun, self.speed) = (longRun, speed)
  }

  /// a(T): at-the-money volatility at `years` over its 30-day `level`; 1 at 30 days.
  ///
  /// A level so low that forward variance would start below 0 counts as starting at 0, which lowers
  /// the long-run level: far times then stay below it.
  public func factor(years: Years, level: Volatility) -> Double {
    guard level > 0, years >= 0 else { return .nan }
    let near = decay(VolatilityIndex.horizon)
    let attainable = near < 1 ? level * level / (1 - near) : .infinity
    let far = min(longRun * longRun, attainable) / (level * level)
    return max(0, far + (1 - far) * decay(years) / near).squareRoot()
  }

  // B(κT); the series avoids the cancellation of 1 − e^(−x) for small x.
  private func decay(_ years: Years) -> Double {
    let x = speed * years
    guard x >= 1e-4 else { return 1 - x / 2 + x * x / 6 }
    return x < .infinity ? (1 - Elementary.exp(-x)) / x : 0
  }
}
