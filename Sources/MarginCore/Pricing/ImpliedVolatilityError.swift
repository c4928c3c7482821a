/// Why a price has no implied volatility.
public enum ImpliedVolatilityError: Error, Equatable, Sendable {
  /// A quantity is NaN or infinite.
  case notFinite(Quantity)
  /// A quantity that must be above zero is not.
  case notPositive(Quantity)
  /// The price is worth less than exercising at the forward, which would be an arbitrage.
  case belowIntrinsic(Money)
  /// The price is the intrinsic value, or as near as its own rounding: any small volatility fits.
  case atIntrinsic(Money)
  /// The price is at or above what no volatility reaches: the underlying itself for a call, the
  /// strike for a put, both discounted.
  case atMaximum(Money)
  /// Discounting or the answer leaves the range of numbers.
  case outOfRange(Quantity)

  /// What was asked with.
  public enum Quantity: String, Sendable {
    /// The option's price.
    case price
    /// The forward price of the underlying.
    case forward
    /// The spot price of the underlying.
    case spot
    /// The strike.
    case strike
    /// The time to expiry in years.
    case years
    /// The interest rate.
    case rate
    /// The yield of the underlying.
    case yield
    /// The volatility itself.
    case volatility
  }

  /// A stable, kebab-case name for this kind of refusal.
  public var code: String {
    switch self {
    case .notFinite: "not-finite"
    case .notPositive: "not-positive"
    case .belowIntrinsic: "below-intrinsic"
    case .atIntrinsic: "at-intrinsic"
    case .atMaximum: "above-maximum"
    case .outOfRange: "out-of-range"
    }
  }

  /// The quantity at fault.
  public var quantity: Quantity {
    switch self {
    case .notFinite(let quantity), .notPositive(let quantity), .outOfRange(let quantity): quantity
    case .belowIntrinsic, .atIntrinsic, .atMaximum: .price
    }
  }
}

extension ImpliedVolatilityError: CustomStringConvertible {
  /// The quantity at fault and the reason, as a sentence without a full stop.
  public var description: String { "\(quantity.rawValue) \(reason)" }

  /// What is wrong with the quantity, to follow its name or value.
  public var reason: String {
    switch self {
    case .notFinite: "is not a finite number"
    case .notPositive: "is not above zero"
    case .belowIntrinsic(let value): "is below the intrinsic value \(value)"
    case .atIntrinsic(let value): "is the intrinsic value \(value), which has no volatility"
    case .atMaximum(let value): "is not below \(value), which no volatility reaches"
    case .outOfRange: "leaves the range of numbers"
    }
  }
}
