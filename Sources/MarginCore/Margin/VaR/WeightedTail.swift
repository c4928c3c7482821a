extension TailRisk {
  /// The tail of losses with weights that sum to 1.
  ///
  /// Value at risk is the first loss, from the worst on, at which the weights so far reach
  /// 1 − confidence; expected shortfall is the weighted mean up to there, that loss in part.
  init(of losses: [Money], weights: [Double], beyond confidence: Double) {
    let share = 1 - confidence
    var (reached, taken, sum, risk) = (0.0, 0.0, 0.0, 0.0)
    var (count, seen) = (32, 0)
    search: while true {
      let order = losses.places(ofLargest: count)
      for index in order[seen...] {
        let part = min(weights[index], share - reached)
        (taken, sum, risk) = (taken + part, sum + part * losses[index], losses[index])
        reached += weights[index]
        // Weights that reach the share exactly may miss it by their rounding.
        if reached >= share - 1e-12 { break search }
      }
      guard count < losses.count else { break }
      (seen, count) = (order.count, 4 * count)
    }
    self.init(valueAtRisk: risk, expectedShortfall: taken > 0 ? max(risk, sum / taken) : risk)
  }
}

extension [Money] {
  /// Places of at least `count` of the largest values, the largest first and of equals the first.
  fileprivate func places(ofLargest count: Int) -> [Int] {
    let least = largest(count).first ?? 0
    return indices.filter { !(self[$0] < least) }.sorted { (self[$0], $1) > (self[$1], $0) }
  }
}
