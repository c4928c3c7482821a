/// Which of the venue's two requirements weights are taken for.
enum WeightLevel: String { case initial, maintenance }

/// Weights of one market: the square root of size, times a factor, makes assets worth less and debts more.
///
/// Source: Drift v2, margin mathematics and spot and perpetual markets.
struct SizeWeight {
  private let values: ParameterValues
  private let name: String

  init(_ values: ParameterValues, _ name: String) {
    (self.values, self.name) = (values, name)
  }

  private subscript(parameter: String) -> Double { values[parameter, of: name] }

  /// The counted share of coins held: min(w, 1.1/(1 + f·√coins)), the initial w scaled by deposits.
  func asset(_ coins: Double, _ level: WeightLevel) -> Double {
    var weight = self["\(level)-asset-weight"]
    let (start, deposits) = (self["scale-start"], self["deposits"])
    if level == .initial, start > 0, deposits > start { weight *= start / deposits }
    return discounted(weight, size: coins, factor: self["size-factor"])
  }

  /// The multiple of coins owed that must be covered: max(w, 0.8·w + f·√coins), at least 1.
  func debt(_ coins: Double, _ level: WeightLevel) -> Double {
    max(1, raised(self["\(level)-debt-weight"], size: coins, factor: self["size-factor"]))
  }

  /// The ratio of a perpetual's notional: max(r, 0.8·r + f·√coins).
  func perpetual(_ coins: Double, _ level: WeightLevel) -> Double {
    raised(self["perpetual-\(level)"], size: coins, factor: self["perpetual-size-factor"])
  }

  /// What counts of unpaid gains; losses count in full.
  func counted(_ gain: Money, _ level: WeightLevel) -> Money {
    guard gain > 0 else { return gain }
    let weight = self["\(level)-gain-weight"]
    guard level == .initial else { return gain * weight }
    return min(
      self["initial-gain-cap"],
      gain * discounted(weight, size: gain, factor: self["gain-size-factor"]))
  }

  private func discounted(_ weight: Double, size: Double, factor: Double) -> Double {
    min(weight, 1.1 / (1 + factor * size.squareRoot()))
  }

  private func raised(_ weight: Double, size: Double, factor: Double) -> Double {
    max(weight, 0.8 * weight + factor * size.squareRoot())
  }
}
