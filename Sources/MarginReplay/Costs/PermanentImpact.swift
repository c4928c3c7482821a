public import MarginCore

/// What an account has paid for moving the price of one underlying for good.
///
/// A trade of x units shifts the price at which the account trades by g·x, linear in x, with
/// g = γ σ_daily S / ADV. The path is given and does not move, so the shift is a cost: building
/// holdings from q to q' units costs ½ g (q'² − q²), which is ½ g X² for X units however they are
/// sliced (Almgren and Chriss, "Optimal Execution of Portfolio Transactions", 2001). Unwinding gives
/// back the same share of what is outstanding as of q², whatever g has become. So what is outstanding
/// is never negative, a round trip pays exactly nothing, and nobody can gain by moving the price
/// (Huberman and Stanzl, "Price Manipulation and Quasi-Arbitrage", 2004).
public struct PermanentImpact: Sendable, Equatable {
  /// Units bought less units sold so far.
  public private(set) var units: Double = 0
  /// Paid and not yet given back, ≥ 0.
  public private(set) var outstanding: Money = 0

  /// Nothing traded so far.
  public init() {}

  /// Trades `change` units where one unit moves the price by `slope`.
  ///
  /// - Returns: The cost; negative where unwinding gives back.
  public mutating func trade(_ change: Double, slope: Double) -> Money {
    let before = outstanding
    let after = units + change
    if units * after <= 0 { (units, outstanding) = (0, 0) }
    if abs(after) >= abs(units) {
      outstanding += 0.5 * slope * (after * after - units * units)
    } else {
      let kept = after / units
      outstanding *= kept * kept
    }
    units = after
    return outstanding - before
  }
}
