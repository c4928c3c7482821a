internal import MarginCore
internal import MarginReplay

extension ExperimentSchema {
  static let costs: [Field] =
    [
      Field("fee", .dated(costRate), .standard("0"), "fee on spot and futures, of notional"),
      Field(
        "half-spread", .dated(costRate, file: LayoutSchema.spreads), .standard("0"),
        "half the spread, of the price"),
      Field(
        "impact", .variants(impacts, short: nil), .optional, "market impact of spot and futures"),
      Field("options", .record(optionCharge), .standard("{}"), "what an option trade costs"),
      Field(
        "liquidation", .record(optionCharge), .optional,
        "what a forced option trade costs; else the same"),
    ] + feeRules + spreadRules + financing

  private static let costRate = FractionShape(Bounds(0...0.5), percentAbove: 0.5)
  private static let makerRate = FractionShape(Bounds(-0.01...0.5), percentAbove: 0.5)
  private static let yearlyRate = FractionShape(Bounds(0...10), percentAbove: 10)

  private static let impacts: [[Field]] = [
    [coefficient("square-root", "coefficient, near 1, of the square-root law")] + depth,
    [coefficient("linear", "coefficient of the linear law")] + depth,
    [coefficient("power", "coefficient of a power law"), exponent] + depth,
    [coefficient("permanent", "coefficient of the lasting shift"), depth[0]],
  ]

  private static func coefficient(_ name: String, _ meaning: String) -> Field {
    Field(name, .dated(NumberShape(Bounds(0...100))), .required, meaning)
  }

  private static let exponent = Field(
    "exponent", .dated(NumberShape(Bounds(0...1, isOpen: true))), .required,
    "power of the share of daily volume, such as 0.6")

  private static let depth = [
    Field("adv", .dated(NumberShape(.positive)), .required, "average daily volume, in units"),
    Field(
      "permanent", .dated(NumberShape(Bounds(0...100))), .optional,
      "coefficient of the lasting shift; none if left out"),
  ]

  private static let optionCharge = [
    Field("fee", .dated(MoneyShape(.atLeastZero)), .standard("0"), "fee per contract"),
    Field(
      "half-spread", .dated(MoneyShape(.atLeastZero)), .standard("0"), "half the spread, per unit"),
  ]

  private static let feeRules: [Field] = [
    Field(
      "per-contract", .dated(MoneyShape(.atLeastZero)), .optional,
      "fee per contract or unit of spot and futures, on top"),
    Field(
      "minimum", .dated(MoneyShape(.atLeastZero)), .optional,
      "least fee of one trade in spot and futures"),
    Field("maker", .record(maker), .optional, "share of each trade that rests in the book"),
    Field(
      "tiers", .list(of: .record(tier), atLeast: 1), .optional,
      "fees by notional traded within tier-window"),
    Field(
      "tier-window", .scalar(DurationShape.positive), .optional,
      "how far back trades count for tiers; 30d if left out"),
  ]

  private static let maker = [
    Field("share", .dated(FractionShape(Bounds(0...1))), .required, "share of each trade"),
    Field("fee", .dated(makerRate), .required, "fee on it, of notional; negative for a rebate"),
  ]

  private static let tier = [
    Field("volume", .scalar(MoneyShape(.positive)), .required, "notional from which it applies"),
    Field("fee", .dated(costRate), .required, "fee that replaces the standard one"),
  ]

  private static let spreadRules: [Field] = [
    Field("ticks", .record(ticks), .optional, "least half-spread, in ticks"),
    Field("widening", .record(widening), .optional, "how spreads follow volatility"),
  ]

  private static let ticks = [
    Field("size", .dated(NumberShape(.positive)), .required, "smallest change of the price"),
    Field(
      "half-spread", .dated(NumberShape(.atLeastZero)), .standard("0.5"),
      "half the spread, in ticks"
    ),
  ]

  private static let widening = [
    Field(
      "reference", .dated(ExperimentSchema.volatility), .required,
      "volatility at which the declared half-spreads hold"),
    Field(
      "exponent", .dated(NumberShape(Bounds(0...4))), .standard("1"), "power of the ratio to it"),
  ]

  private static let financing: [Field] = [
    Field(
      "debit-interest", .dated(yearlyRate), .optional,
      "rate per year on borrowed cash; else as on credit"),
    Field("borrow", .dated(yearlyRate), .optional, "fee per year for spot held short"),
    Field(
      "margin-financing", .dated(yearlyRate), .optional,
      "rate per year paid on the initial margin that is locked up"),
  ]
}
