extension TailRisk {
  /// The tail of losses with weights that sum to 1.
  ///
  /// Value at risk is the first loss, from the worst on, at which the weights so far reach
  /// 1 − confidence; expected shortfall is the weighted mean up to there, that loss in part.
  init(of losses: [Money], weights: [Double], beyond confidence: Double) {
    let order = losses.indices.sorted { (losses[$0], $1) > (losses[$1], $0) }
    let share = 1 - confidence
    var (reached, taken, sum, risk) = (0.0, 0.0, 0.0, 0.0)
    for index in order {
      let part = min(weights[index], share - reached)
      (taken, sum, risk) = (taken + part, sum + part * losses[index], losses[index])
      reached += weights[index]
      // Weights that reach the share exactly may miss it by their rounding.
      if reached >= share - 1e-12 { break }
    }
    self.init(valueAtRisk: risk, expectedShortfall: taken > 0 ? max(risk, sum / taken) : risk)
  }
}
