/// What an option, a future or a spot holding is written on.
public struct Underlying: Sendable, Hashable {
  /// The name used in experiments and reports, such as `SPX`.
  public let name: String
  /// The class that margin rules distinguish.
  public let kind: UnderlyingKind
  /// Observations in a year: the number that turns an annual volatility into a daily one.
  public let tradingDays: Double

  /// An underlying called `name`; 252 trading days suit equities, 365 crypto assets.
  public init(name: String, kind: UnderlyingKind = .equity, tradingDays: Double = 252) {
    (self.name, self.kind, self.tradingDays) = (name, kind, tradingDays)
  }
}

/// The classes of underlying that Reg T and TIMS treat differently.
///
/// Source: FINRA Rule 4210(f)(2) and 4210(g); SEC Rule 15c3-1a.
public enum UnderlyingKind: String, Sendable, CaseIterable {
  /// A single stock, a narrow-based index, or an ETF on either.
  case equity
  /// A broad-based index that is not high-capitalisation.
  case broadIndex = "broad-index"
  /// A high-capitalisation, broad-based index such as the S&P 500.
  case highCapIndex = "high-cap-index"
}

/// What is known of one underlying at one moment.
public struct UnderlyingState: Sendable, Equatable {
  /// Price of one unit.
  public var spot: Double
  /// Implied volatility of every option on it; beside a ``surface`` its 30-day level at the money.
  public var volatility: Volatility
  /// Implied volatility by strike and time to expiry; `nil` where every option has the one level.
  public var surface: SurfaceState?
  /// Financing rate.
  public var rate: Rate
  /// Dividend or convenience yield.
  public var yield: Rate
  /// What a long holder pays at this step, as a fraction of notional.
  public var funding: Double
  /// Cash paid on each unit held at this step; `nil` where holders are paid the yield instead.
  public var dividend: Money?
  /// What a venue quotes beyond the spot price; `nil` where nothing is quoted.
  public var marks: VenueMarks?

  /// A state with the given price, volatility, rate and yield.
  public init(
    spot: Double, volatility: Volatility, surface: SurfaceState? = nil, rate: Rate = 0,
    yield: Rate = 0, funding: Double = 0, dividend: Money? = nil, marks: VenueMarks? = nil
  ) {
    (self.spot, self.volatility, self.rate, self.yield) = (spot, volatility, rate, yield)
    (self.surface, self.funding, self.dividend, self.marks) = (surface, funding, dividend, marks)
  }
}
