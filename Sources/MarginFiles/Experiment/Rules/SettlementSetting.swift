internal import MarginReplay

extension ExperimentSchema {
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

extension SettlementRules {
  /// The rules that the `settlement` fields describe.
  init(_ fields: Record) throws(MissingSetting) {
    self.init()
    grace = try fields.required("grace", \.grace)
    order = Order(rawValue: try fields.required("order", \.text)) ?? .marginThenHedge
    if let limit = fields["cure"]?.record?["top-up"]?.money { cure = .topUp(limit: limit) }
    let rule = try fields.required("liquidation", \.record).required("rule", \.text)
    liquidation = rule == "full" ? .full : .partial
  }
}
