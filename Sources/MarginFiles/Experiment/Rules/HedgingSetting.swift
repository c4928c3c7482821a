internal import MarginCore
internal import MarginReplay

extension ExperimentSchema {
  static let hedging: [Field] = [
    Field(
      "policy", .scalar(ChoiceShape("none", "schedule", "delta-band")), .standard("none"),
      "when the hedge is adjusted"),
    Field("every", .scalar(DurationShape()), .optional, "time between adjustments, for schedule"),
    Field(
      "width", .scalar(FractionShape(Bounds(0...1))), .optional,
      "net delta let drift, of the options' units, for delta-band"),
    Field("vehicle", .scalar(ChoiceShape("spot", "future")), .standard("spot"), "what is traded"),
    Field(
      "tenor", .scalar(DurationShape.positive), .optional,
      "time to expiry of a new future"),
    Field(
      "multiplier", .scalar(NumberShape(.positive)), .optional,
      "units in one future; 1 if left out"),
    Field("lot", .scalar(NumberShape(.positive)), .optional, "smallest tradable number"),
  ]
}

extension HedgePlan {
  /// The plan that the `hedging` fields describe.
  init(_ fields: Record) throws(MissingSetting) {
    self.init(
      policy: try Self.policy(fields), vehicle: try Self.vehicle(fields), lot: fields["lot"]?.number
    )
  }

  private static func policy(_ fields: Record) throws(MissingSetting) -> any HedgingPolicy {
    switch try fields.required("policy", \.text) {
    case "schedule": ScheduledHedge(every: try fields.required("every", \.span))
    case "delta-band": DeltaBandHedge(width: try fields.required("width", \.number))
    default: NoHedge()
    }
  }

  private static func vehicle(_ fields: Record) throws(MissingSetting) -> Vehicle {
    guard try fields.required("vehicle", \.text) == "future" else { return .spot }
    return .future(
      tenor: try fields.required("tenor", \.span), multiplier: fields["multiplier"]?.number ?? 1)
  }
}
