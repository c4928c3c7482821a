/// A published 30-day implied-volatility index.
///
/// Both kinds are the rate of a variance swap over 30 calendar days, replicated from out-of-the-money
/// options and annualised on a year of 365 days, in percent: not to be mixed with realised
/// volatility of a year of 252 days. Sources: Cboe, "Volatility Index Methodology"; Deribit, "DVOL"
/// (2021).
public struct VolatilityIndex: Sendable, Equatable {
  /// The publisher's rule.
  public enum Kind: String, Sendable, CaseIterable {
    /// Cboe's index on S&P 500 options.
    case vix
    /// Deribit's index on bitcoin or ether options; DVOL/√365 is close to one day's move.
    case dvol
  }

  /// The publisher's rule.
  public let kind: Kind
  /// The index as published, in percent: 20 is 20 %.
  public let level: Double

  /// An index reading; `nil` unless it is positive and finite.
  public init?(_ kind: Kind, level: Double) {
    guard level > 0, level.isFinite else { return nil }
    (self.kind, self.level) = (kind, level)
  }

  /// Calendar days that the index looks ahead, in years of 365 days.
  public static let horizon: Years = 30.0 / 365

  /// The volatility of the variance swap: level ÷ 100.
  public var varianceSwapVolatility: Volatility { level / 100 }

  /// The 30-day at-the-money volatility under `shape`: the index less its convexity.
  ///
  /// index² = v₀² · ``SmileShape/varianceSwapRatio(theta:)``, the ratio taken at the index's own
  /// level.
  public func atTheMoney(_ shape: SmileShape) -> Volatility {
    let swap = varianceSwapVolatility
    let ratio = shape.varianceSwapRatio(theta: swap * swap * Self.horizon)
    return swap / ratio.squareRoot()
  }
}
