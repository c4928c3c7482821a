/// A fixed multiple of what a model asks.
public struct Multiplier: MarginTransform {
  private let multiple: Double

  /// Margin times `multiple`, which is at least 0.
  public init(_ multiple: Double) { self.multiple = multiple }

  /// `multiplier`.
  public var component: String { "multiplier" }

  /// M′ = multiple × M.
  public func adjusted(
    _ asked: MarginAmounts, of model: any MarginModel, for portfolio: Portfolio,
    in market: MarketState
  ) throws(ModelError) -> MarginAmounts {
    asked.map { multiple * $0 }
  }
}
