public import MarginCore

/// The options on one underlying as one: what cost-aware hedging rules need of a book.
///
/// Costs make a book's value non-linear in its positions, so that options are netted first (Hoggard,
/// Whalley and Wilmott 1994). Time and volatility are means weighted with each option's |gamma|: the
/// options that cause the hedging decide.
public struct BookCurvature: Sendable, Equatable {
  /// Price of the underlying.
  public var spot: Double
  /// Net gamma: units of delta gained per unit of price; negative when short options.
  public var gamma: Double
  /// Time to expiry.
  public var years: Years
  /// Implied volatility.
  public var volatility: Volatility
  /// Financing rate.
  public var rate: Rate

  /// A book; the default has no options.
  public init(
    spot: Double = 0, gamma: Double = 0, years: Years = 0, volatility: Volatility = 0,
    rate: Rate = 0
  ) {
    (self.spot, self.gamma, self.years) = (spot, gamma, years)
    (self.volatility, self.rate) = (volatility, rate)
  }

  /// e^(−rT).
  public var discount: Double { 1 + growth(at: -rate, over: years) }

  /// Whether there is gamma, time, volatility and a positive price, without which no rule applies.
  public var isRandom: Bool {
    gamma != 0 && gamma.magnitude < .infinity && years > 0 && volatility > 0 && spot > 0
  }
}
