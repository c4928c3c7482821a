internal import MarginCore
internal import MarginReplay

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

extension CostModel {
  /// The model that the `costs` fields describe.
  init(_ fields: Record) throws(MissingSetting) {
    self.init()
    fee = try fields.required("fee", \.number)
    halfSpread = try fields.required("half-spread", \.number)
    options = try OptionCharge(try fields.required("options", \.record))
    if let charge = fields["liquidation"]?.record { liquidation = try OptionCharge(charge) }
    if let law = fields["impact"]?.record {
      impact = SquareRootImpact(
        coefficient: try law.required("square-root", \.number),
        averageDailyVolume: try law.required("adv", \.number))
    }
  }
}

extension OptionCharge {
  fileprivate init(_ fields: Record) throws(MissingSetting) {
    self.init(
      fee: try fields.required("fee", \.money),
      halfSpread: try fields.required("half-spread", \.money))
  }
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
