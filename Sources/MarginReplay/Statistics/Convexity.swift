public import MarginCore

/// How much of a book's loss came from its curvature rather than its slope.
public struct Convexity: Sendable, Equatable {
  /// Loss of the delta parts of steps, ≥ 0.
  public var linear: Money = 0
  /// Loss of gamma and of what goes beyond it, speed and residual, ≥ 0.
  public var curved: Money = 0

  /// No loss.
  public init() {}

  /// The losses of one step's book; its hedge, time and volatility (vega, vanna, volga) are left out.
  public init(_ parts: Attribution) {
    linear = max(0, -parts.delta)
    curved = max(0, -(parts.gamma + parts.speed + parts.residual))
  }

  /// The curved loss as a share of both; `nil` without a loss.
  public var share: Double? { linear + curved > 0 ? curved / (linear + curved) : nil }

  /// Both losses.
  var total: Money { linear + curved }

  /// Adds two losses part by part.
  public static func + (a: Convexity, b: Convexity) -> Convexity {
    var sum = a
    sum.linear += b.linear
    sum.curved += b.curved
    return sum
  }
}
