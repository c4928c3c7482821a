internal import MarginCore

extension ExperimentSchema {
  /// A rate per year: one number, or a file with a value for each step.
  static func rate(_ name: String, _ meaning: String) -> Field {
    Field(
      name,
      .variants(
        [LayoutSchema.rates(column: name)], short: .word(FractionShape(Bounds(-1...1)))),
      .standard("0"), "\(meaning) per year: a number, or from a file")
  }

  static let dividends = Field(
    "dividends", .record(LayoutSchema.dividends), .optional,
    "cash paid on each unit, by ex-date; holders are then not paid the yield")

  static let quotedIn = Field(
    "quoted-in", .scalar(CurrencyShape()), .optional,
    "currency of the price file, if it is not the account's; with fx")

  static let exchange = Field(
    "fx", .record(LayoutSchema.exchange), .optional,
    "exchange rates that turn the prices into the account's currency")
}

extension LayoutSchema {
  /// The keys of a file of rates per year whose column is named under `key`.
  static func rates(column key: String) -> [Field] {
    [file, preset, time("date"), standard(key, key, "the rate, as a fraction once scaled"), scale]
      + [oldest] + form
  }

  /// The keys of a file of dividends.
  static let dividends: [Field] =
    [file, preset, time("date"), standard("amount", "amount", "the amount of one unit"), scale]
    + form

  /// The keys of a file of exchange rates.
  static let exchange: [Field] =
    [file, preset, time("date"), standard("close", "close", "the rate"), scale, inverted, oldest]
    + form

  /// The keys of a file of half-spreads, or of bids and asks.
  static let spreads: [Field] =
    [
      file, time("date"),
      Field("bid", .scalar(TextShape()), .optional, "column of the bid; bid if left out"),
      Field("ask", .scalar(TextShape()), .optional, "column of the ask; ask if left out"),
      Field(
        "half-spread", .scalar(TextShape()), .optional,
        "column of half-spreads of the price, as fractions once scaled, instead of bid and ask"),
      scale, oldest,
    ] + form

  private static let inverted = Field(
    "invert", .scalar(FlagShape()), .standard("false"),
    "divide by the rate: the file has units of quoted-in for one of the account's currency")
  private static let oldest = Field(
    "max-age", .scalar(DurationShape()), .standard("0d"), "age at which a value is too old")
}
