public import MarginCore

/// An option that is held to take the book's gamma or vega away.
///
/// Each underlying has one, opened at `tenor` and `delta` when there is something to neutralise. Delta
/// is hedged afterwards, the option's own included.
public struct OptionHedge: Sendable, Equatable {
  /// What is neutralised.
  public var neutral: Sensitivity
  /// Call or put.
  public var right: OptionRight
  /// Time to expiry when opened.
  public var tenor: TimeSpan
  /// Absolute delta when opened, above 0 and below 1.
  public var delta: Double
  /// How much may be left before it is traded, as a fraction of the book's own; 0 trades at every step.
  public var band: Double
  /// Time to expiry at or below which it is replaced; zero lets it expire.
  public var roll: TimeSpan
  /// Units of the underlying in one contract.
  public var multiplier: Double
  /// The smallest tradable number of contracts; `nil` for any fraction.
  public var lot: Double?

  /// A sensitivity that only options have.
  public enum Sensitivity: String, Sendable, CaseIterable {
    /// ∂²V/∂S².
    case gamma
    /// ∂V/∂σ, each option by its own volatility.
    case vega

    func of(_ greeks: Greeks) -> Double { self == .gamma ? greeks.gamma : greeks.vega }
  }

  /// A hedge with an option of this tenor.
  public init(
    _ neutral: Sensitivity, right: OptionRight = .call, tenor: TimeSpan, delta: Double = 0.5,
    band: Double = 0, roll: TimeSpan = .zero, multiplier: Double = 100, lot: Double? = nil
  ) {
    (self.neutral, self.right, self.tenor, self.delta) = (neutral, right, tenor, delta)
    (self.band, self.roll, self.multiplier, self.lot) = (band, roll, multiplier, lot)
  }

  /// The contract that is opened now.
  func contract(
    on underlying: Int, in state: UnderlyingState, at time: Timestamp
  ) -> OptionContract {
    let expiry = time + tenor
    let strike = state.quotedStrike(of: right, delta: delta, years: time.years(until: expiry))
    return OptionContract(
      underlying: underlying, right: right, strike: strike, expiry: expiry, multiplier: multiplier)
  }
}
