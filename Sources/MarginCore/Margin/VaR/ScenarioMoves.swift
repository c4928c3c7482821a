/// Joint moves of several underlyings: one scenario is the same place in every column.
struct ScenarioMoves {
  /// Indices of the underlyings that move.
  let underlyings: [Int]
  /// Relative moves of spot, by underlying, then scenario.
  let moves: [[Double]]

  /// What the book loses in each scenario, revalued in full, times `scale`; gains are negative.
  ///
  /// Volatility and time stand still. Underlyings are added in their order.
  func losses(of portfolio: Portfolio, in market: MarketState, scale: Double = 1) -> [Money] {
    var losses = [Money](repeating: 0, count: moves.first?.count ?? 0)
    for (underlying, column) in zip(underlyings, moves) {
      let gains = profits(
        of: portfolio.restricted(to: underlying), under: column.map { Shock(spotMove: $0) },
        in: market[underlying], at: market.time)
      for (i, gain) in gains.enumerated() { losses[i] -= gain }
    }
    return scale == 1 ? losses : losses.map { $0 * scale }
  }
}
