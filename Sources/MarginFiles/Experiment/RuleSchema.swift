internal import MarginReplay

extension ExperimentSchema {
  static let margin: [Field] = [
    Field(
      "models", .list(of: .scalar(TextShape()), atLeast: 1), .required,
      "models that each govern an account of their own"),
    Field(
      "shadow", .list(of: .scalar(TextShape()), atLeast: 0), .standard("[]"),
      "models computed on every account, acting on nothing"),
    Field(
      "parameters",
      .dictionary(
        of: .dictionary(of: .scalar(NumberShape(.any)), atLeast: 0, keys: "parameter"), atLeast: 0,
        keys: "model"), .standard("{}"), "values that replace a model's own, by model"),
    transforms,
  ]

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

  static let costs: [Field] = [
    Field("fee", .scalar(costRate), .standard("0"), "fee on spot and futures, of notional"),
    Field("half-spread", .scalar(costRate), .standard("0"), "half the spread, of the price"),
    Field("impact", .record(impact), .optional, "market impact of spot and futures"),
    Field("options", .record(optionCharge), .standard("{}"), "what an option trade costs"),
    Field(
      "liquidation", .record(optionCharge), .optional,
      "what a forced option trade costs; else the same"),
  ]

  private static let costRate = FractionShape(Bounds(0...0.5), percentAbove: 0.5)

  private static let impact = [
    Field("square-root", .scalar(NumberShape(Bounds(0...100))), .required, "coefficient, near 1"),
    Field("adv", .scalar(NumberShape(.positive)), .required, "average daily volume, in units"),
  ]

  private static let optionCharge = [
    Field("fee", .scalar(MoneyShape(.atLeastZero)), .standard("0"), "fee per contract"),
    Field(
      "half-spread", .scalar(MoneyShape(.atLeastZero)), .standard("0"), "half the spread, per unit"),
  ]

  static let settlement: [Field] = [
    Field("frequency", .scalar(ChoiceShape("step")), .standard("step"), "when margin is checked"),
    Field(
      "order", .scalar(ChoiceShape(SettlementRules.Order.allCases.map(\.rawValue))),
      .standard("margin-then-hedge"), "whether margin is checked before or after hedging"),
    Field(
      "grace", .scalar(GraceShape()), .standard("0 steps"), "time to meet a margin call"),
    Field(
      "cure", .variants([cure], short: .word(ChoiceShape("none"))), .standard("none"),
      "money from outside that may meet a call"),
    Field("liquidation", .record(liquidation), .standard("{}"), "what is closed by force"),
  ]

  private static let cure = [
    Field("top-up", .scalar(MoneyShape(.positive)), .required, "most paid in over the replay")
  ]

  private static let liquidation = [
    Field(
      "rule", .scalar(ChoiceShape("partial", "full")), .standard("partial"),
      "close what is needed, or everything"),
    Field(
      "target", .scalar(ChoiceShape("initial")), .standard("initial"),
      "margin that a partial liquidation restores"),
  ]
}
