internal import MarginCore
internal import MarginReplay

extension ExperimentSchema {
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
