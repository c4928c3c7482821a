/// A comparison with what another model asks for the same book: a floor, a cap or a mixture.
///
/// As a floor over a ten-year look-back it is option (c), as a weight on stressed observations option
/// (b) of Article 28 of Commission Delegated Regulation (EU) No 153/2013.
public struct Reference: MarginTransform {
  private let rule: Rule
  private let reference: any MarginModel

  /// What is made of the two figures, M of the model and R of the reference.
  public enum Rule: Sendable, Equatable {
    /// M′ = max(M, R).
    case floor
    /// M′ = min(M, multiple × R).
    case cap(multiple: Double)
    /// M′ = (1 − weight) M + weight × R.
    case weight(Double)
  }

  /// A comparison with `reference`.
  public init(_ rule: Rule, _ reference: any MarginModel) {
    (self.rule, self.reference) = (rule, reference)
  }

  /// `floor`, `cap` or `stressed_weight`.
  public var component: String {
    switch rule {
    case .floor: "floor"
    case .cap: "cap"
    case .weight: "stressed_weight"
    }
  }

  /// The longer of the two.
  public func lookBack(over model: Int) -> Int { max(model, reference.lookBack) }

  /// What the reference covers.
  public func covers(_ instrument: Instrument) -> Bool { reference.covers(instrument) }

  /// The amounts that the rule makes of both.
  public func adjusted(
    _ asked: MarginAmounts, of model: any MarginModel, for portfolio: Portfolio,
    in market: MarketState
  ) throws(ModelError) -> MarginAmounts {
    let other = MarginAmounts(try reference.requirement(for: portfolio, in: market))
    return asked.combined(with: other, combine)
  }

  private func combine(_ asked: Money, _ other: Money) -> Money {
    switch rule {
    case .floor: max(asked, other)
    case .cap(let multiple): min(asked, multiple * other)
    case .weight(let weight): (1 - weight) * asked + weight * other
    }
  }
}
