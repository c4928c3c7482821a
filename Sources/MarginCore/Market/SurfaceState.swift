/// Volatilities of one underlying's options at one moment, and how they follow its price.
///
/// The surface is read at the underlying's price of that moment. `dynamics` says what happens to it
/// when that price moves, and so decides every delta: see <doc:Surfaces>.
public struct SurfaceState: Sendable, Equatable {
  // One word, so that a market state without a surface is copied as fast as if it had no place for
  // one.
  private let storage: Storage

  private final class Storage: Sendable {
    let surface: any VolatilitySurface
    let dynamics: SurfaceDynamics

    init(_ surface: any VolatilitySurface, _ dynamics: SurfaceDynamics) {
      (self.surface, self.dynamics) = (surface, dynamics)
    }
  }

  /// A surface that follows the price as `dynamics` says.
  public init(_ surface: any VolatilitySurface, dynamics: SurfaceDynamics) {
    storage = Storage(surface, dynamics)
  }

  /// Volatility by log-moneyness and time to expiry.
  public var surface: any VolatilitySurface { storage.surface }

  /// How volatilities follow the price.
  public var dynamics: SurfaceDynamics { storage.dynamics }

  /// Equal surfaces of one type under one rule.
  public static func == (a: SurfaceState, b: SurfaceState) -> Bool {
    a.dynamics == b.dynamics && a.surface.equals(b.surface)
  }
}
