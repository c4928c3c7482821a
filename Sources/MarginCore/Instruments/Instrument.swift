/// Anything a position can be held in.
///
/// Underlyings are indices into the market's underlyings.
public enum Instrument: Sendable, Hashable {
  /// Units of the underlying itself.
  case spot(underlying: Int)
  /// A future, marked to market daily.
  case future(FutureContract)
  /// A perpetual: a future that never expires and pays funding.
  case perpetual(PerpetualContract)
  /// A European option.
  case option(OptionContract)

  /// The index of the underlying.
  @inlinable
  public var underlying: Int {
    switch self {
    case .spot(let underlying): underlying
    case .future(let contract): contract.underlying
    case .perpetual(let contract): contract.underlying
    case .option(let contract): contract.underlying
    }
  }

  /// Units of the underlying in one contract; of the quoting currency in an inverse future.
  @inlinable
  public var multiplier: Double {
    switch self {
    case .spot: 1
    case .future(let contract): contract.multiplier
    case .perpetual(let contract): contract.multiplier
    case .option(let contract): contract.multiplier
    }
  }

  /// When the contract ends; `nil` for spot and perpetuals.
  @inlinable
  public var expiry: Timestamp? {
    switch self {
    case .spot, .perpetual: nil
    case .future(let contract): contract.expiry
    case .option(let contract): contract.expiry
    }
  }

  /// The option, if it is one.
  @inlinable
  public var option: OptionContract? {
    if case .option(let contract) = self { contract } else { nil }
  }

  /// What it pays in; spot is linear.
  @inlinable
  public var settlement: Settlement {
    switch self {
    case .spot: .linear
    case .future(let contract): contract.settlement
    case .perpetual(let contract): contract.settlement
    case .option(let contract): contract.settlement
    }
  }

  /// What it is, in words.
  var kind: String {
    let prefix = settlement == .inverse ? "coin-margined " : ""
    switch self {
    case .spot: return "spot holding"
    case .future: return prefix + "future"
    case .perpetual: return prefix + "perpetual"
    case .option: return prefix + "option"
    }
  }

  /// Whether gains are paid as variation, so that no price is paid when it is traded.
  @inlinable
  public var paysVariation: Bool {
    switch self {
    case .future, .perpetual: true
    case .spot, .option: false
    }
  }
}

/// The right an option gives.
public enum OptionRight: String, Sendable, CaseIterable {
  /// The right to buy.
  case call = "C"
  /// The right to sell.
  case put = "P"

  /// +1 for a call, −1 for a put.
  @inlinable
  public var sign: Double { self == .call ? 1 : -1 }
}

/// A European option settled in cash against the underlying's price at expiry.
public struct OptionContract: Sendable, Hashable {
  /// Index of the underlying.
  public let underlying: Int
  /// Call or put.
  public let right: OptionRight
  /// Price at which it may be exercised.
  public let strike: Double
  /// When it is exercised; it settles at the first step at or after this moment.
  public let expiry: Timestamp
  /// Units of the underlying in one contract.
  public let multiplier: Double
  /// What premium and payoff are paid in.
  public let settlement: Settlement

  /// A European option on `multiplier` units of the underlying.
  public init(
    underlying: Int, right: OptionRight, strike: Double, expiry: Timestamp,
    multiplier: Double = 100, settlement: Settlement = .linear
  ) {
    (self.underlying, self.right, self.strike) = (underlying, right, strike)
    (self.expiry, self.multiplier, self.settlement) = (expiry, multiplier, settlement)
  }

  /// Amount in the money per unit at price `spot`, ≥ 0.
  public func intrinsic(at spot: Double) -> Double { max(0, right.sign * (spot - strike)) }

  /// Amount out of the money per unit at price `spot`, ≥ 0.
  public func outOfTheMoney(at spot: Double) -> Double { max(0, right.sign * (strike - spot)) }
}

/// A future on `multiplier` units of the underlying, gains and losses paid at every step.
public struct FutureContract: Sendable, Hashable {
  /// Index of the underlying.
  public let underlying: Int
  /// When it settles against the underlying.
  public let expiry: Timestamp
  /// Units of the underlying in one contract; of the quoting currency if inverse.
  public let multiplier: Double
  /// What gains are paid in.
  public let settlement: Settlement

  /// A future on `multiplier` units of the underlying.
  public init(
    underlying: Int, expiry: Timestamp, multiplier: Double = 1, settlement: Settlement = .linear
  ) {
    (self.underlying, self.expiry, self.multiplier) = (underlying, expiry, multiplier)
    self.settlement = settlement
  }
}
