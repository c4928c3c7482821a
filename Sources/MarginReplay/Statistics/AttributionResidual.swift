public import MarginCore

extension Attribution {
  /// The part of the book's change that the expansion explains.
  public var explained: Money { delta + gamma + vega + theta + vanna + volga + charm + speed + rho }

  /// What all trades of the step cost, as a sum of parts: negative when paid.
  public var costs: Money { fees + spread + impact + permanentImpact + liquidation }

  /// The residual as a share of the gross profit of the book: |residual| ÷ the sum of the sizes of the
  /// expansion's parts and of the residual; `nil` where all of them are zero.
  public var residualShare: Double? {
    let gross = grossProfit
    return gross > 0 ? abs(residual) / gross : nil
  }

  private var grossProfit: Money {
    let second = abs(delta) + abs(gamma) + abs(vega) + abs(theta) + abs(vanna) + abs(volga)
    return second + abs(charm) + abs(speed) + abs(rho) + abs(residual)
  }

  /// Takes `profit` as the book's, and what is unexplained of it as the residual; flags a share of it
  /// above `threshold`.
  mutating func close(profit: Money, threshold: Double) {
    close(profit: profit)
    isFlagged = (residualShare ?? 0) > threshold
  }

  /// Takes `profit` as the book's, and what is unexplained of it as the residual.
  mutating func close(profit: Money) { residual = profit - explained }
}
