public import MarginCore

/// What makes the half-spread on spot and futures more than a fraction of the price.
public struct SpreadRules: Sendable, Equatable {
  /// The least half-spread, as an amount of money per unit: half-spread in ticks × tick size.
  public var least: Money = 0
  /// Half-spreads of quotes as fractions of the price, which replace ``CostModel/halfSpread``.
  public var quoted: DatedRate?
  /// How spreads widen with volatility, those of options too; `nil` when they do not.
  public var widening: SpreadWidening?

  /// A half-spread that is a fraction of the price alone.
  public init() {}

  func rate(_ standard: Double, at time: Timestamp?) -> Double {
    time.flatMap { time in quoted.map { $0.value(at: time) } } ?? standard
  }

  /// The half-spread of a trade before it widens: the fraction of notional, at least the ticks.
  func amount(_ notional: Money, _ units: Double, at rate: Double) -> Money {
    max(notional * rate, units * least)
  }

  func widening(at volatility: Volatility) -> Double {
    widening?.factor(at: volatility) ?? 1
  }
}

/// Spreads that follow volatility: × (σ / reference)^exponent.
///
/// An exponent of 2 is that of a dealer who is paid for the variance of what he holds (Stoll, "The Supply
/// of Dealer Services in Securities Markets", 1978).
public struct SpreadWidening: Sendable, Equatable {
  /// The volatility at which the declared half-spread holds, > 0.
  public var reference: Volatility
  /// The power of the ratio, ≥ 0; 1 is proportional.
  public var exponent: Double

  /// A widening in proportion to a power of volatility.
  public init(reference: Volatility, exponent: Double = 1) {
    (self.reference, self.exponent) = (reference, exponent)
  }

  func factor(at volatility: Volatility) -> Double { power(volatility / reference, exponent) }
}
