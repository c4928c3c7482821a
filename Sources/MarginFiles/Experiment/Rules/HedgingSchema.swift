internal import MarginCore
internal import MarginReplay

/// The maps within `hedging`.
enum HedgingSchema {
  /// A rule with a model if wanted, or a model alone.
  static let delta = [[rule, model(.optional)] + terms, [model(.required)] + terms]

  static let option = [
    Field(
      "neutral", .scalar(ChoiceShape(OptionHedge.Sensitivity.allCases.map(\.rawValue))), .required,
      "what is taken away"),
    Field("right", .scalar(ChoiceShape("call", "put")), .standard("call"), "call or put"),
    Field("tenor", .scalar(DurationShape.positive), .required, "time to expiry when opened"),
    Field(
      "delta", .scalar(FractionShape(Bounds(0...0.99, isOpen: true))), .standard("0.5"),
      "absolute delta when opened"),
    Field(
      "band", .scalar(FractionShape(Bounds(0...1))), .standard("0"),
      "what may be left, of the book's own"),
    Field(
      "roll", .scalar(DurationShape()), .standard("0d"), "time to expiry at which it is replaced"),
    Field(
      "multiplier", .scalar(NumberShape(.positive)), .standard("100"), "units in one contract"),
    Field("lot", .scalar(NumberShape(.positive)), .optional, "smallest tradable number"),
  ]

  private static let rule = Field(
    "rule", .scalar(ChoiceShape(SurfaceDynamics.allCases.map(\.rawValue))), .required,
    "what volatilities do when the price moves; else what the surface declares")

  private static func model(_ presence: Field.Presence) -> Field {
    Field(
      "model", .scalar(ChoiceShape(CostAdjustedDelta.Model.allCases.map(\.rawValue))), presence,
      "whose volatility counts costs")
  }

  private static let terms = [
    Field(
      "cost", .scalar(FractionShape(Bounds(0...0.5), percentAbove: 0.5)), .optional,
      "one-way cost of notional; else what costs take of a small trade"),
    Field(
      "every", .scalar(DurationShape.positive), .optional,
      "time between adjustments; else that of schedule"),
  ]
}

extension Record {
  /// What the `rule` of `delta` says; `nil` when it says nothing.
  var deltaRule: SurfaceDynamics? {
    guard let rule = self["rule"]?.text else { return nil }
    return SurfaceDynamics(rawValue: rule)
  }

  /// The adjustment that the `delta` fields describe, made at `interval` if they do not say; `nil`
  /// without a model.
  func deltaAdjustment(interval: TimeSpan?) throws(MissingSetting) -> CostAdjustedDelta? {
    guard let word = self["model"]?.text, let model = CostAdjustedDelta.Model(rawValue: word) else {
      return nil
    }
    guard let every = self["every"]?.span ?? interval else { throw MissingSetting(name: "every") }
    return CostAdjustedDelta(model, every: every, cost: self["cost"]?.number)
  }
}

extension OptionHedge {
  /// The hedge that the `option` fields describe.
  init(_ fields: Record) throws(MissingSetting) {
    let neutral = try fields.required("neutral", \.text)
    self.init(
      neutral == "vega" ? .vega : .gamma,
      right: try fields.required("right", \.text) == "put" ? .put : .call,
      tenor: try fields.required("tenor", \.span), delta: try fields.required("delta", \.number),
      band: try fields.required("band", \.number), roll: try fields.required("roll", \.span),
      multiplier: try fields.required("multiplier", \.number), lot: fields["lot"]?.number)
  }
}
