internal import MarginCore

extension Attribution {
  /// The attribution of an account kept in coin, in the currency that a coin costs `rate` of.
  ///
  /// Parts are translated at the price at the end of the step, and what was held in coin before gained
  /// with the price:
  ///
  ///     E₁X₁ − E₀X₀ − D X₁ = (E₁ − E₀ − D) X₁ + E₀ (X₁ − X₀)
  ///
  /// so that the parts still sum to the change in equity less deposits, now in the other currency.
  ///
  /// - Parameters:
  ///   - rate: Price of a coin at the end of the step, X₁.
  ///   - earlier: Its price at the start, X₀.
  ///   - equity: Equity in coin at the start of the step, E₀.
  public func translated(at rate: Double, from earlier: Double, equity: Double) -> Attribution {
    var copy = self
    for part in Self.amounts { copy[keyPath: part] *= rate }
    copy.translation += equity * (rate - earlier)
    return copy
  }

  /// The parts, in the order of ``parts``.
  private static var amounts: [WritableKeyPath<Attribution, Money>] {
    [
      \.delta, \.gamma, \.vega, \.theta, \.vanna, \.volga, \.residual, \.hedge, \.dividends,
      \.interest, \.funding, \.fees, \.spread, \.impact, \.liquidation, \.permanentImpact,
      \.borrow, \.marginFinancing, \.charm, \.speed, \.translation,
    ]
  }
}
