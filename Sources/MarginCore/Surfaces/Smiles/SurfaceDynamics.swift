/// How implied volatilities move when the underlying does.
///
/// The choice is an assumption about the market, and every delta depends on it. Rules after Derman,
/// "Regimes of volatility" (1999), with k = ln(strike ÷ forward) and skew ∂v/∂k.
public enum SurfaceDynamics: String, Sendable, CaseIterable {
  /// Each strike keeps its volatility.
  case stickyStrike = "sticky-strike"
  /// Each log-moneyness keeps its volatility: the smile travels with the forward.
  case stickyMoneyness = "sticky-moneyness"
  /// Each delta keeps its volatility. At a given time to expiry the delta of a forward-priced option
  /// depends on log-moneyness and volatility alone, so that this is ``stickyMoneyness``.
  case stickyDelta = "sticky-delta"
  /// The smile travels against the forward, as local volatility implies to first order: the
  /// at-the-money level moves by twice the skew.
  case stickyImpliedTree = "sticky-implied-tree"

  /// How far the smile travels, in units of the forward's log return.
  private var travel: Double {
    switch self {
    case .stickyStrike: 0
    case .stickyMoneyness, .stickyDelta: 1
    case .stickyImpliedTree: -1
    }
  }

  /// ∂v/∂S of an option with a fixed strike, given the smile's `skew` ∂v/∂k there; 0 without a spot.
  public func volatilitySlope(skew: Double, spot: Double) -> Double {
    travel == 0 || spot == 0 ? 0 : -travel * skew / spot
  }

  /// Delta with the move of volatility counted in: ∂V/∂S + ∂V/∂v · ∂v/∂S.
  ///
  /// `greeks` are those of the Black–Scholes price at the option's own volatility.
  public func totalDelta(_ greeks: Greeks, skew: Double, spot: Double) -> Double {
    greeks.delta + greeks.vega * volatilitySlope(skew: skew, spot: spot)
  }

  /// The log-moneyness at which to read the first surface after the spot has moved.
  ///
  /// For an option at log-moneyness `k` of the forward before the move, and the forward's log
  /// return since.
  func source(_ k: Double, logReturn: Double) -> Double { k - travel * logReturn }
}

/// A surface as it stands after the forward has moved.
public struct MovedSurface<Surface: VolatilitySurface>: VolatilitySurface {
  /// The surface before the move.
  public let surface: Surface
  /// How volatilities follow.
  public let dynamics: SurfaceDynamics
  /// ln(forward now ÷ forward then).
  public let logReturn: Double

  /// `surface` after the spot and every forward went from `old` to `new` times the same factor.
  public init(_ surface: Surface, dynamics: SurfaceDynamics, spot new: Double, from old: Double) {
    (self.surface, self.dynamics) = (surface, dynamics)
    logReturn = new > 0 && old > 0 ? Elementary.logRatio(new, old) : .nan
  }

  /// Implied volatility at log-moneyness `k` of the forward now.
  public func volatility(_ k: Double, years: Years) -> Volatility {
    surface.volatility(source(k), years: years)
  }

  /// ∂v/∂k at log-moneyness `k` of the forward now.
  public func skew(_ k: Double, years: Years) -> Double {
    surface.skew(source(k), years: years)
  }

  private func source(_ k: Double) -> Double {
    dynamics.source(k + logReturn, logReturn: logReturn)
  }
}
