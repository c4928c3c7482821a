/// An amount in the account's base currency.
///
/// A requirement is ≥ 0; profit and cash received by the account are > 0. A double keeps 15 digits,
/// a cent on ten trillion, which is beyond what any modelled price carries.
public typealias Money = Double

/// Annualised standard deviation of log returns; 0.20 is 20 %.
public typealias Volatility = Double

/// A continuously compounded rate per year; 0.05 is 5 %.
public typealias Rate = Double

/// A time in years of 365 days (ACT/365 fixed).
public typealias Years = Double
