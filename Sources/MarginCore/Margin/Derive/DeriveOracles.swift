extension DeriveParameters {
  /// What all three managers ask where prices are doubtful.
  static let oracles = [
    ModelParameter("peg-threshold", "settlement price below which losses grow", in: 0...1),
    ModelParameter("peg-factor", "their growth per unit below it", in: 0...100),
    ModelParameter("confidence-threshold", "oracle confidence that is charged below", in: 0...1),
    ModelParameter("confidence-margin", "charge for no confidence, of notional", in: 0...10),
  ]
}

extension ParameterValues {
  /// Charge per unit of notional whose price the oracles agree on with so little confidence.
  func confidenceCharge(_ confidence: Double, of name: String) -> Double {
    guard confidence < self["confidence-threshold", of: name] else { return 0 }
    return (1 - confidence) * self["confidence-margin", of: name]
  }

  /// Growth of losses where the settlement currency is worth `peg` dollars.
  func pegCharge(_ peg: Double, of name: String) -> Double {
    max(0, self["peg-threshold", of: name] - peg) * self["peg-factor", of: name]
  }
}
