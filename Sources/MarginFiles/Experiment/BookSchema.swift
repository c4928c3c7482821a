extension ExperimentSchema {
  static let portfolio: [Field] = [
    currency,
    Field("cash", .scalar(MoneyShape(.atLeastZero)), .required, "money before the first trade"),
    Field(
      "interest", .scalar(FractionShape(Bounds(-1...1))), .optional,
      "rate on cash; else the rate that all underlyings share"),
    Field(
      "strategies", .list(of: .record(strategy), atLeast: 0), .standard("[]"),
      "option strategies that are opened and rolled"),
    Field(
      "positions", .list(of: .variants(positions, short: nil), atLeast: 0), .standard("[]"),
      "positions opened at the first step"),
  ]

  static let currency = Field(
    "currency", .scalar(CurrencyShape()), .required, "currency of every amount")

  private static let strategy = [
    Field(
      "strategy",
      .scalar(ChoiceShape("short-strangle", "long-strangle", "short-straddle", "long-straddle")),
      .required, "which strategy"),
    underlying("underlying", "name of the underlying"),
    Field(
      "tenor", .scalar(DurationShape.positive), .required,
      "time to expiry when opened"),
    Field(
      "delta", .scalar(FractionShape(Bounds(0...1, isOpen: true))), .optional,
      "absolute delta of each leg; 0.25 is a 25-delta option"),
    Field("contracts", .scalar(NumberShape(.positive)), .required, "contracts of each leg"),
    Field(
      "roll", .scalar(DurationShape()), .standard("0d"), "time to expiry at which it is reopened"),
    multiplier("100"),
    Field("strike-step", .scalar(NumberShape(.positive)), .optional, "strikes are multiples of it"),
  ]

  static let positions = positions(quoted: false)

  /// Options, spot and futures; with a `price` where a quote may replace the model's.
  static func positions(quoted: Bool) -> [[Field]] {
    let price = Field(
      "price", .scalar(NumberShape(.atLeastZero)), .optional, "quoted price per unit")
    let quote = quoted ? [price] : []
    return [option + quote, spot, future + quote]
  }

  private static let option = [
    Field("option", .scalar(ChoiceShape("call", "put")), .required, "call or put"),
    underlying("underlying", "name of the underlying"),
    Field("strike", .scalar(NumberShape(.positive)), .required, "strike price"),
    expiry, quantity, multiplier("100"),
  ]

  private static let spot = [underlying("spot", "name of the underlying held"), quantity]

  private static let future = [
    underlying("future", "name of the underlying"), expiry, quantity, multiplier("1"),
  ]

  private static let expiry = Field(
    "expiry", .scalar(MomentShape()), .required, "day or moment of expiry")
  private static let quantity = Field(
    "quantity", .scalar(NumberShape(.any)), .required, "contracts or units; negative is short")

  private static func multiplier(_ standard: String) -> Field {
    Field(
      "multiplier", .scalar(NumberShape(.positive)), .standard(standard), "units in one contract")
  }

  private static func underlying(_ name: String, _ meaning: String) -> Field {
    Field(name, .scalar(TextShape()), .required, meaning)
  }
}

/// The keys of a portfolio file: one market state and one account.
enum PortfolioSchema {
  static let fields: [Field] = [
    Field("schema", .scalar(VersionShape()), .required, "version of this layout"),
    Field("market", .record(market), .required, "the market at one moment"),
    Field("portfolio", .record(portfolio), .required, "what is held"),
  ]

  private static let market = [
    Field("time", .scalar(MomentShape()), .required, "the moment"),
    Field(
      "underlyings", .dictionary(of: .record(underlying), atLeast: 1, keys: "underlying"),
      .required, "what options are written on, by name"),
  ]

  private static let underlying = [
    Field("spot", .scalar(NumberShape(.any)), .required, "price of one unit"),
    Field(
      "volatility", .scalar(ExperimentSchema.volatility), .optional, "volatility of its options"),
    Field(
      "prices", .record(LayoutSchema.prices), .optional,
      "past prices, for models that look back; rows before the moment count"),
    ExperimentSchema.rate, ExperimentSchema.yield, ExperimentSchema.kind,
    ExperimentSchema.tradingDays,
  ]

  private static let portfolio = [
    ExperimentSchema.currency,
    Field("cash", .scalar(MoneyShape(.any)), .standard("0"), "cash; negative when borrowed"),
    Field(
      "positions",
      .list(of: .variants(ExperimentSchema.positions(quoted: true), short: nil), atLeast: 0),
      .standard("[]"), "the holdings"),
  ]
}
