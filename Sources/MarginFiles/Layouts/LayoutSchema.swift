internal import MarginCore

/// The keys that declare a file and its layout, in experiments, presets and on the command line.
enum LayoutSchema {
  /// The keys of a file of prices; the usual mapping is filled in.
  static let prices: [Field] =
    [file, preset, time("date"), optional("open", "the opening price")]
    + [optional("high", "the highest price"), optional("low", "the lowest price")]
    + [standard("close", "close", "the closing price"), allowNonPositive, scale, maxAge] + form

  /// The keys of a file of funding rates.
  static let funding: [Field] =
    [file, preset, time("date"), standard("rate", "rate", "the rate"), scale] + form

  /// The keys of a file of volatilities besides those that it always had.
  static let volatility: [Field] = [preset] + form

  /// The keys of a file of option quotes beside its name.
  static let quotes: [Field] =
    [preset, time(nil)] + QuoteField.allCases.map(\.key) + QuoteTerms.fields + timeForm
    + [symbol, symbolColumn] + dialect

  /// The keys that any kind of series may have on the command line and in a preset.
  static func fields(of kind: SeriesKind) -> [Field] {
    let keys = kind.fields.map { Field($0.name, .scalar(TextShape()), .optional, $0.meaning) }
    let quoteKeys = kind == .quotes ? QuoteField.allCases.map(\.key) + QuoteTerms.fields : []
    return [preset, time(nil)] + keys + quoteKeys + (kind == .rates ? [tenors] : [])
      + [allowNonPositive, scale] + form
  }

  /// How times, rows and text are written, and what is done about flaws.
  static let form: [Field] =
    timeForm + [symbol, symbolColumn] + dialect + range + [policies]

  static let preset = Field(
    "preset", .scalar(PresetShape()), .optional,
    "a known layout, which fills in the keys left out; see datasets --presets")

  static let file = Field(
    "file", .scalar(TextShape()), .required, "CSV file, from the folder of this file")
  private static let allowNonPositive = Field(
    "allow-non-positive", .scalar(FlagShape()), .standard("false"),
    "whether prices of zero and below are right")
  static let scale = Field(
    "scale", .scalar(NumberShape(.positive)), .optional,
    "factor on every value; 0.01 turns per cent into fractions")

  static func time(_ name: String?) -> Field {
    Field(
      "time", .scalar(TextShape()), name.map { .standard($0) } ?? .optional, "column of the time")
  }

  private static func optional(_ name: String, _ meaning: String) -> Field {
    Field(name, .scalar(TextShape()), .optional, "column of \(meaning)")
  }

  static func standard(_ name: String, _ column: String, _ meaning: String) -> Field {
    Field(name, .scalar(TextShape()), .standard(column), "column of \(meaning)")
  }

  private static let tenors = Field(
    "tenors", .dictionary(of: .scalar(TextShape()), atLeast: 1, keys: "tenor"), .optional,
    "column of each tenor, such as 3m or 10y")

  private static let timeForm = [
    Field(
      "time-unit", .scalar(ChoiceShape(EpochUnit.allCases.map(\.rawValue))), .optional,
      "unit of an epoch"),
    Field(
      "time-format", .scalar(TimePatternShape()), .optional,
      "layout of times that are not ISO 8601"),
    Field(
      "timezone", .scalar(ZoneShape()), .optional, "zone of times that do not carry one"),
    Field(
      "time-of-day", .scalar(TimeOfDayShape()), .optional,
      "when the value of a date was known, in timezone; else midnight UTC"),
    Field(
      "known-after", .scalar(DurationShape()), .optional,
      "time from a stamp to when its values were known; 1h for hourly bars stamped at their start"),
  ]

  private static let symbol = Field(
    "symbol", .scalar(TextShape()), .optional, "the symbol read, of a file of several")
  private static let symbolColumn = Field(
    "symbol-column", .scalar(TextShape()), .optional, "column of the symbol; symbol if left out")

  private static let dialect = [
    Field("delimiter", .scalar(DelimiterShape()), .optional, "what separates fields"),
    Field("comment", .scalar(TextShape()), .optional, "how a line begins that is skipped"),
    Field(
      "skip-lines", .scalar(NumberShape(Bounds(0...1000), isWhole: true)), .optional,
      "lines before the header"),
    Field(
      "header", .list(of: .scalar(TextShape()), atLeast: 1), .optional,
      "names of the columns of a file without header"),
    Field("missing-text", .scalar(TextShape()), .optional, "text that stands for no value"),
  ]

  private static let range = [
    Field("from", .scalar(DayShape()), .optional, "first day read of the file"),
    Field("to", .scalar(DayShape()), .optional, "last day read of the file"),
    Field(
      "calendar", .scalar(ChoiceShape(SeriesCalendar.allCases.map(\.rawValue))), .optional,
      "when rows are expected; implied if left out"),
  ]

  private static let maxAge = Field(
    "max-age", .scalar(DurationShape()), .optional,
    "how old a price may be that is used at a step without one; 0d if left out")

  private static let policies = Field(
    "flaws", .record(flaws + [forwardFillLimit]), .optional, "what is done about flaws")

  private static let flaws = SeriesFlaw.allCases.map { flaw in
    Field(
      flaw.rawValue, .scalar(ChoiceShape(flaw.actions.map(\.rawValue))), .optional,
      "\(flaw.meaning); \(flaw.standardAction.rawValue) if left out")
  }

  private static let forwardFillLimit = Field(
    "forward-fill-limit", .scalar(DurationShape.positive), .optional,
    "how old a repeated value may become")
}
