/// Value at risk and expected shortfall of a set of losses.
struct TailRisk: Equatable {
  /// The loss that the declared share of cases does not exceed.
  let valueAtRisk: Money
  /// The mean of the worst cases, together as likely as a loss beyond the declared share.
  let expectedShortfall: Money

  init(valueAtRisk: Money, expectedShortfall: Money) {
    (self.valueAtRisk, self.expectedShortfall) = (valueAtRisk, expectedShortfall)
  }

  /// The tail of equally likely losses beyond a share `confidence` of them.
  ///
  /// Value at risk is the type 7 quantile. Expected shortfall weights the worst n(1 − confidence)
  /// losses, the last of them in part (Acerbi and Tasche, "On the coherence of expected shortfall",
  /// 2002), so that it is subadditive; at least one loss counts.
  init(of losses: [Money], beyond confidence: Double) {
    guard !losses.isEmpty else { (self.valueAtRisk, expectedShortfall) = (0, 0); return }
    let place = confidence * Double(losses.count - 1)
    let low = min(losses.count - 1, Int(place))
    let mass = TailRisk.mass(of: losses.count, beyond: confidence)
    let tail = losses.largest(max(losses.count - low, Int(mass.rounded(.up))))
    let first = tail.count - (losses.count - low)
    let next = tail[min(tail.count - 1, first + 1)]
    valueAtRisk = tail[first] + (place - Double(low)) * (next - tail[first])
    expectedShortfall = TailRisk.mean(ofWorst: mass, in: tail)
  }

  /// How many of `count` losses lie beyond `confidence`; within 1e-9 of a whole number it is one.
  static func mass(of count: Int, beyond confidence: Double) -> Double {
    let mass = Double(count) * (1 - confidence)
    let whole = mass.rounded()
    return max(1, abs(mass - whole) < 1e-9 ? whole : mass)
  }

  /// The mean of the last `mass` of ascending losses.
  private static func mean(ofWorst mass: Double, in tail: [Money]) -> Money {
    let whole = min(tail.count, Int(mass))
    let sum = tail.suffix(whole).reduce(0, +)
    let rest = mass - Double(whole)
    guard rest > 0, tail.count > whole else { return sum / Double(whole) }
    return (sum + rest * tail[tail.count - whole - 1]) / mass
  }

  /// The requirement under the parameters `measure`, at least 0.
  func requirement(
    _ values: ParameterValues, further: [MarginComponent] = []
  ) -> MarginRequirement {
    let (risk, shortfall) = (max(0, valueAtRisk), max(0, expectedShortfall))
    let asked = values["measure"] >= 0.5 ? shortfall : risk
    return MarginRequirement(
      initial: asked, maintenance: asked,
      components: [
        MarginComponent("value_at_risk", risk), MarginComponent("expected_shortfall", shortfall),
      ] + further)
  }

  static let measure = ModelParameter(
    "measure", "0 asks for value at risk, 1 for expected shortfall", in: 0...1)

  static let parameters = [
    ModelParameter("confidence", "share of losses covered", in: 0.5...1), measure,
  ]
}
