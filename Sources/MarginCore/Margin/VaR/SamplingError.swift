/// How far simulated tail figures may be from those of infinitely many draws, one deviation.
struct SamplingError {
  /// Half the distance of the order statistics one binomial deviation either side of the quantile.
  let valueAtRisk: Money
  /// √((s² + c (ES − VaR)²) ÷ n(1 − c)), s the deviation of the losses beyond value at risk.
  ///
  /// Source: Manistre and Hancock, "Variance of the CTE estimator", North American Actuarial Journal
  /// 9 (2005).
  let expectedShortfall: Money

  init(of losses: [Money], _ tail: TailRisk, beyond confidence: Double) {
    guard !losses.isEmpty else { (valueAtRisk, expectedShortfall) = (0, 0); return }
    let count = Double(losses.count)
    let mass = TailRisk.mass(of: losses.count, beyond: confidence)
    let spread = (count * confidence * (1 - confidence)).squareRoot().rounded(.up)
    let worst = losses.largest(Int(min(count, mass.rounded(.up) + spread)))
    let far = worst[max(0, worst.count - Int(max(1, mass.rounded(.up) - spread)))]
    valueAtRisk = 0.5 * (far - (worst.first ?? far))
    let beyond = worst.suffix(Int(mass)).map { $0 - tail.expectedShortfall }
    let gap = tail.expectedShortfall - tail.valueAtRisk
    expectedShortfall = ((meanSquare(beyond[...]) + confidence * gap * gap) / mass).squareRoot()
  }
}
