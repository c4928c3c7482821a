/// A limit on how fast margin on an unchanged book may rise.
///
/// M′ = min over j = 0 … window of (1 + rise)ʲ Mⱼ, where Mⱼ is what the model asked j steps ago for
/// today's book. Positions added since count in full, so that a new risk is never margined slowly.
/// Past steps whose volatility is unknown, and figures of 0, limit nothing.
public struct SpeedLimit: MarginTransform {
  private let rise: Double
  private let window: Int

  /// At most a fraction `rise` more at each step, looking back `window` steps.
  ///
  /// The model is asked `window` + 1 times.
  public init(rise: Double, window: Int) {
    (self.rise, self.window) = (rise, max(1, window))
  }

  /// `speed_limit`.
  public var component: String { "speed_limit" }

  /// The model's before each of the window's steps.
  public func lookBack(over model: Int) -> Int { model + window }

  /// The amounts under the limit.
  public func adjusted(
    _ asked: MarginAmounts, of model: any MarginModel, for portfolio: Portfolio,
    in market: MarketState
  ) throws(ModelError) -> MarginAmounts {
    var (limited, growth) = (asked, 1.0)
    for steps in 1...window {
      guard let past = market.earlier(by: steps) else {
        throw .shortHistory(model: model.id, needed: window, available: steps - 1)
      }
      growth *= 1 + rise
      guard let then = try amounts(of: model, for: portfolio, in: past) else { continue }
      limited = limited.combined(with: then) { $1 > 0 ? min($0, growth * $1) : $0 }
    }
    return limited
  }

  private func amounts(
    of model: any MarginModel, for portfolio: Portfolio, in past: MarketState
  ) throws(ModelError) -> MarginAmounts? {
    do {
      return MarginAmounts(try model.requirement(for: portfolio, in: past))
    } catch .missingVolatility {
      return nil
    }
  }
}
