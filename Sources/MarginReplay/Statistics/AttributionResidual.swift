public import MarginCore

extension Attribution {
  /// The part of the book's change that the expansion explains.
  public var explained: Money { delta + gamma + vega + theta + vanna + volga + charm + speed + rho }

  /// What all trades of the step cost, as a sum of parts: negative when paid.
  public var costs: Money { fees + spread + impact + permanentImpact + liquidation }

  /// The residual as a share of the gross profit of the book: |residual| ÷ the sum of the sizes of the
  /// expansion's parts and of the residual; `nil` where all of them are zero.
  public var residualShare: Double? {
    let gross = [delta, gamma, vega, theta, vanna, volga, charm, speed, rho, residual]
      .reduce(0) { $0 + abs($1) }
    return gross > 0 ? abs(residual) / gross : nil
  }

  /// Takes `profit` as the book's, and what is unexplained of it as the residual.
  mutating func close(profit: Money) { residual = profit - explained }
}
