internal import MarginCore

/// The keys of an experiment file.
///
/// This table is the file's only definition: the reader, the JSON Schema, the file that `init` writes
/// and the resolved file of a report all follow it.
enum ExperimentSchema {
  static let fields: [Field] = [
    Field("schema", .scalar(VersionShape()), .required, "version of this layout"),
    Field("name", .scalar(NameShape()), .required, "name of the experiment and its report folder"),
    Field("question", .scalar(TextShape()), .required, "what is asked, in one sentence"),
    Field("market", .record(market), .required, "what happened"),
    Field("portfolio", .record(portfolio), .required, "what is held"),
    Field("margin", .record(margin), .required, "who asks for margin"),
    Field(
      "rebalancing", .variants(rebalancing, short: nil), .optional,
      "holdings that are kept at weights"),
    Field("hedging", .record(hedging), .standard("{}"), "how delta is hedged"),
    Field("costs", .record(costs), .standard("{}"), "what trading costs"),
    Field("settlement", .record(settlement), .standard("{}"), "how margin is enforced"),
    Field("attribution", .record(attribution), .optional, "how far profit is explained"),
    Field(
      "checks", .list(of: .scalar(TextShape()), atLeast: 0), .standard("[]"),
      "claims that the run must bear out, such as coverage(span) >= 0.99"),
  ]

  static let market: [Field] = [
    Field("from", .scalar(DayShape()), .optional, "first day replayed; else the first usable one"),
    Field("to", .scalar(DayShape()), .optional, "last day replayed; else the last of the file"),
    Field(
      "clock", .scalar(TextShape()), .optional,
      "the underlying whose times are the steps; the first if left out"),
    Field(
      "underlyings", .dictionary(of: .record(underlying), atLeast: 1, keys: "underlying"),
      .required, "what options are written on, by name"),
  ]

  static let underlying: [Field] = [
    kind,
    Field("prices", .record(LayoutSchema.prices), .required, "where prices come from"),
    Field(
      "volatility", .variants(volatilitySources, short: .field("constant")), .required,
      "implied volatility of the options: a constant, modelled, or from a file"),
    rate("rate", "interest rate"), rate("yield", "dividend yield"), dividends, tradingDays,
    quotedIn, exchange,
    Field(
      "funding", .record(LayoutSchema.funding), .optional,
      "funding that a long holder of the underlying pays, such as a perpetual's"),
  ]

  static let kind = Field(
    "kind", .scalar(ChoiceShape("equity", "broad-index", "high-cap-index")), .standard("equity"),
    "class that margin rules distinguish")
  static let rate = Field(
    "rate", .scalar(FractionShape(Bounds(-1...1))), .standard("0"), "interest rate per year")
  static let yield = Field(
    "yield", .scalar(FractionShape(Bounds(-1...1))), .standard("0"), "dividend yield per year")
  static let tradingDays = Field(
    "trading-days", .scalar(NumberShape(Bounds(1...1e6))), .standard("252"),
    "rows of prices in a year")

  static let volatility = FractionShape(Bounds(0...5, isOpen: true), percentAbove: 5)
}
