internal import MarginCore
internal import MarginReplay

extension ExperimentSchema {
  static let hedging: [Field] = [
    Field(
      "policy",
      .scalar(
        ChoiceShape(
          "none", "schedule", "move", "delta-band", "whalley-wilmott", "zakamouline")),
      .standard("none"), "when the hedge is adjusted"),
    Field("every", .scalar(DurationShape()), .optional, "time between adjustments, for schedule"),
    Field(
      "move", .scalar(FractionShape(Bounds(0...1))), .optional,
      "move of the price since the last hedge, for move"),
    Field(
      "deviations", .scalar(NumberShape(Bounds(0...100))), .optional,
      "the same in standard deviations of a day, for move"),
    Field(
      "width", .scalar(FractionShape(Bounds(0...1))), .optional,
      "net delta let drift, of the options' units, for delta-band"),
    Field(
      "risk-aversion", .scalar(NumberShape(.positive)), .optional,
      "absolute risk aversion per unit of money, for whalley-wilmott and zakamouline"),
    Field(
      "cost", .scalar(FractionShape(Bounds(0...0.5), percentAbove: 0.5)), .optional,
      "one-way cost that sets the band, of notional; else what costs take of a small trade"),
    Field(
      "to", .scalar(ChoiceShape(HedgeBand.Goal.allCases.map(\.rawValue))), .optional,
      "where a trade out of a band ends"),
    Field(
      "delta", .variants(HedgingSchema.delta, short: .field("rule")), .optional,
      "what volatilities do when the price moves, and whose volatility delta is taken at"),
    Field(
      "vehicle", .scalar(ChoiceShape("spot", "future", "perpetual")), .standard("spot"),
      "what is traded"),
    Field(
      "tenor", .scalar(DurationShape.positive), .optional,
      "time to expiry of a new future"),
    Field(
      "multiplier", .scalar(NumberShape(.positive)), .optional,
      "units in one future or perpetual, of money if inverse; 1 if left out"),
    Field(
      "settlement", .scalar(ChoiceShape(Settlement.allCases.map(\.rawValue))), .optional,
      "whether a future or perpetual is linear or inverse; linear if left out"),
    Field("lot", .scalar(NumberShape(.positive)), .optional, "smallest tradable number"),
    Field(
      "option", .record(HedgingSchema.option), .optional,
      "an option held to take gamma or vega away"),
  ]
}

extension HedgePlan {
  /// The plan that the `hedging` fields describe.
  init(_ fields: Record) throws(MissingSetting) {
    self.init(
      policy: try Self.policy(fields), vehicle: try Self.vehicle(fields), lot: fields["lot"]?.number
    )
    if let delta = fields["delta"]?.record {
      dynamics = delta.deltaRule
      adjustment = try delta.deltaAdjustment(interval: fields["every"]?.span)
    }
    if let hedge = fields["option"]?.record { option = try OptionHedge(hedge) }
  }

  private static func policy(_ fields: Record) throws(MissingSetting) -> any HedgingPolicy {
    switch try fields.required("policy", \.text) {
    case "schedule": return ScheduledHedge(every: try fields.required("every", \.span))
    case "move": return MoveHedge(by: try MoveHedge.Threshold(fields))
    case "delta-band":
      return DeltaBandHedge(
        width: try fields.required("width", \.number), to: goal(fields) ?? .middle)
    case "whalley-wilmott":
      return WhalleyWilmottHedge(
        riskAversion: try fields.required("risk-aversion", \.number),
        cost: fields["cost"]?.number, to: goal(fields) ?? .edge)
    case "zakamouline":
      return ZakamoulineHedge(
        riskAversion: try fields.required("risk-aversion", \.number),
        cost: fields["cost"]?.number, to: goal(fields) ?? .edge)
    default: return NoHedge()
    }
  }

  private static func goal(_ fields: Record) -> HedgeBand.Goal? {
    guard let word = fields["to"]?.text else { return nil }
    return HedgeBand.Goal(rawValue: word)
  }

  private static func vehicle(_ fields: Record) throws(MissingSetting) -> Vehicle {
    let multiplier = fields["multiplier"]?.number ?? 1
    let settlement: Settlement = fields["settlement"]?.text == "inverse" ? .inverse : .linear
    switch try fields.required("vehicle", \.text) {
    case "future":
      return .future(
        tenor: try fields.required("tenor", \.span), multiplier: multiplier, settlement: settlement)
    case "perpetual": return .perpetual(multiplier: multiplier, settlement: settlement)
    default: return .spot
    }
  }
}

extension MoveHedge.Threshold {
  fileprivate init(_ fields: Record) throws(MissingSetting) {
    if let fraction = fields["move"]?.number {
      self = .fraction(fraction)
    } else {
      self = .deviations(try fields.required("deviations", \.number))
    }
  }
}
