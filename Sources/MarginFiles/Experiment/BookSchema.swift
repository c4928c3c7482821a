internal import MarginCore

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
    Field(
      "collateral", .list(of: .record(collateral), atLeast: 0), .standard("[]"),
      "coins and other assets beside cash that count for equity"),
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
    paidIn,
  ]

  static let positions = positions(quoted: false)

  /// Options, spot, futures and perpetuals; with quotes where they may replace the model's prices.
  static func positions(quoted: Bool) -> [[Field]] {
    guard quoted else { return [option + [paidIn], spot, future + [paidIn], perpetual + [paidIn]] }
    return [
      option + [price, quotedVolatility, paidIn], spot, future + [price, entry, paidIn],
      perpetual + [price, entry, paidIn],
    ]
  }

  private static let price = Field(
    "price", .scalar(NumberShape(.atLeastZero)), .optional, "quoted price per unit")
  private static let quotedVolatility = Field(
    "volatility", .scalar(volatility), .optional, "quoted volatility of this option")
  private static let entry = Field(
    "entry-price", .scalar(NumberShape(.positive)), .optional,
    "price up to which gains are paid; else today's")
  private static let paidIn = Field(
    "settlement", .scalar(ChoiceShape(Settlement.allCases.map(\.rawValue))), .standard("linear"),
    "paid in the quoting currency, or inverse: in the underlying coin")

  static let collateral = [
    Field("asset", .scalar(TextShape()), .required, "its name, or that of an underlying"),
    Field("quantity", .scalar(NumberShape(.positive)), .required, "units held"),
    Field(
      "price", .scalar(NumberShape(.positive)), .optional,
      "price of one unit; else that of the underlying of its name"),
    Field(
      "moves-with", .scalar(TextShape()), .optional,
      "underlying whose price it follows in scenarios; else the one of its name"),
    Field(
      "haircut", .scalar(FractionShape(Bounds(0...1))), .standard("0"),
      "share of its value that does not count"),
    Field(
      "initial-haircut", .scalar(FractionShape(Bounds(0...1))), .optional,
      "share that does not count towards initial margin; else as haircut"),
    confidence("confidence", "confidence of the venue in its price"),
  ]

  static func confidence(_ name: String, _ meaning: String) -> Field {
    Field(name, .scalar(FractionShape(Bounds(0...1))), .standard("1"), meaning)
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

  private static let perpetual = [
    underlying("perpetual", "name of the underlying"), quantity, multiplier("1"),
  ]

  static let expiry = Field(
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
    Field(
      "settlement-price", .scalar(NumberShape(.positive)), .standard("1"),
      "dollars for one unit of the stablecoin that accounts settle in"),
    ExperimentSchema.confidence("spot-confidence", "confidence of the venue in spot"),
    ExperimentSchema.confidence("perpetual-confidence", "its confidence in the perpetual"),
    Field(
      "expiries", .list(of: .record(expiry), atLeast: 0), .standard("[]"),
      "what the venue quotes of single expiries"),
  ]

  private static let expiry = [
    ExperimentSchema.expiry,
    Field("forward", .scalar(NumberShape(.positive)), .optional, "forward price"),
    Field(
      "fixed-forward", .scalar(NumberShape(.atLeastZero)), .optional,
      "part of the forward that settlement averaging has fixed"),
    Field(
      "rate", .scalar(FractionShape(Bounds(-1...1))), .optional, "interest rate to that moment"),
    ExperimentSchema.confidence("confidence", "lowest confidence in forward, rate and volatility"),
  ]

  private static let portfolio = [
    ExperimentSchema.currency,
    Field("cash", .scalar(MoneyShape(.any)), .standard("0"), "cash; negative when borrowed"),
    Field(
      "positions",
      .list(of: .variants(ExperimentSchema.positions(quoted: true), short: nil), atLeast: 0),
      .standard("[]"), "the holdings"),
    Field(
      "collateral", .list(of: .record(ExperimentSchema.collateral), atLeast: 0), .standard("[]"),
      "assets other than cash that count for equity"),
  ]
}
