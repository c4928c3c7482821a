/// Value and sensitivities of a position, in raw units.
///
/// Volatility and rate sensitivities are per 1.00, time sensitivities per year of calendar time, so
/// that theta of a long option is usually negative.
public struct Greeks: Sendable, Equatable {
  /// Value.
  public var value: Double = 0
  /// ∂V/∂S.
  public var delta: Double = 0
  /// ∂²V/∂S².
  public var gamma: Double = 0
  /// ∂V/∂σ.
  public var vega: Double = 0
  /// ∂V/∂t.
  public var theta: Double = 0
  /// ∂V/∂r, at fixed yield where the price is spot and at fixed forward where it is a forward.
  public var rho: Double = 0
  /// ∂²V/∂S∂σ.
  public var vanna: Double = 0
  /// ∂²V/∂σ².
  public var volga: Double = 0
  /// ∂²V/∂S∂t.
  public var charm: Double = 0
  /// ∂³V/∂S³.
  public var speed: Double = 0
  /// ∂³V/∂S²∂σ.
  public var zomma: Double = 0
  /// ∂³V/∂S²∂t.
  public var color: Double = 0

  /// All zero.
  @inlinable
  public init() {}

  /// One unit of an underlying at price `spot`; its delta is NaN where the price is not finite.
  @inlinable
  public static func underlying(at spot: Double) -> Greeks {
    var greeks = Greeks()
    (greeks.value, greeks.delta) = (spot, spot - spot == 0 ? 1 : .nan)
    return greeks
  }

  /// Adds `quantity` times the value and the first- and second-order sensitivities of `other`, and speed.
  ///
  /// Zomma and color describe a single option; books do not carry them.
  @inlinable
  @inline(__always)
  public mutating func add(_ other: Greeks, times quantity: Double) {
    value += quantity * other.value
    delta += quantity * other.delta
    gamma += quantity * other.gamma
    vega += quantity * other.vega
    theta += quantity * other.theta
    rho += quantity * other.rho
    vanna += quantity * other.vanna
    volga += quantity * other.volga
    charm += quantity * other.charm
    speed += quantity * other.speed
  }
}
