/// A change of what any margin model asks for: a floor, a buffer, an add-on.
///
/// A transform is a function of the model, today's book and the market known by then, without memory
/// of its own: where it compares with the past, it asks the model about today's book in past markets.
public protocol MarginTransform: Sendable {
  /// The name of its part among a requirement's components, in snake_case.
  var component: String { get }

  /// Steps before the first that it needs prices of, given those that the model needs.
  func lookBack(over model: Int) -> Int

  /// Whether it has anything to say about an instrument.
  func covers(_ instrument: Instrument) -> Bool

  /// The amounts in place of what `model` asks.
  func adjusted(
    _ asked: MarginAmounts, of model: any MarginModel, for portfolio: Portfolio,
    in market: MarketState
  ) throws(ModelError) -> MarginAmounts
}

extension MarginTransform {
  /// As many as the model.
  public func lookBack(over model: Int) -> Int { model }

  /// Every instrument.
  public func covers(_ instrument: Instrument) -> Bool { true }
}

/// Initial and maintenance requirement together.
public struct MarginAmounts: Sendable, Equatable {
  /// Equity needed to take the position on.
  public var initial: Money
  /// Equity below which a margin call is issued.
  public var maintenance: Money

  /// The two amounts.
  public init(initial: Money, maintenance: Money) {
    (self.initial, self.maintenance) = (initial, maintenance)
  }

  /// The two amounts of a requirement.
  init(_ requirement: MarginRequirement) {
    self.init(initial: requirement.initial, maintenance: requirement.maintenance)
  }

  /// Both amounts changed alike.
  func map(_ change: (Money) -> Money) -> MarginAmounts {
    MarginAmounts(initial: change(initial), maintenance: change(maintenance))
  }

  /// Each amount combined with that of `other`.
  func combined(
    with other: MarginAmounts, _ change: (Money, Money) -> Money
  ) -> MarginAmounts {
    MarginAmounts(
      initial: change(initial, other.initial),
      maintenance: change(maintenance, other.maintenance))
  }
}
