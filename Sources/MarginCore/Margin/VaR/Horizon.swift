/// Over how many steps a loss is measured, and how it is made from past steps.
struct Horizon {
  /// Steps of one past return: the horizon where returns overlap, else 1.
  let steps: Int
  /// What a loss is multiplied with: √horizon where returns are of one step.
  let scale: Double

  init(_ values: ParameterValues) {
    let horizon = values.count("horizon")
    let overlaps = values["overlap"] >= 0.5
    (steps, scale) = overlaps ? (horizon, 1) : (1, Double(horizon).squareRoot())
  }

  static let length = ModelParameter("horizon", "steps over which losses run", in: 1...250)

  static let parameters = [
    length,
    ModelParameter(
      "overlap", "1 for overlapping returns over the horizon, 0 for one-step losses times its root",
      in: 0...1),
  ]
}

extension ParameterValues {
  /// A whole number of at least 1; a fraction counts as the next.
  func count(_ name: String) -> Int { max(1, Int(exactly: self[name].rounded(.up)) ?? 1) }
}
