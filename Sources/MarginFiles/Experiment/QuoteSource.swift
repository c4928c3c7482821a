public import MarginCore

/// A file of option quotes that surfaces are made of.
public struct QuoteSource: Sendable, Equatable {
  /// The file, as written in the experiment.
  public let file: String
  /// How it is laid out.
  public let layout: SeriesLayout
  /// Quotes up to this long after the first of a chain belong to it.
  public let within: TimeSpan
  /// Expiries nearer than this are left out.
  public let minTenor: TimeSpan
  /// Where forward prices come from; `nil` for ``Forward/quoted`` where prices are in coin, else
  /// ``Forward/carry``.
  public let forward: Forward?
  /// What is drawn through the quotes.
  public let fit: Fit
  /// A chain older than this is not used.
  public let maxAge: TimeSpan
  /// How volatilities follow the price until the next chain.
  public let dynamics: SurfaceDynamics

  /// Where the forward price of an expiry comes from.
  public enum Forward: String, Sendable, CaseIterable {
    /// The underlying's price of each row is the forward of its expiry.
    case quoted
    /// The spot price grown at the rate less the yield.
    case carry
    /// Call and put of the strike where they are nearest in price.
    case parity
  }

  /// What is drawn through the volatilities of a chain.
  public enum Fit: String, Sendable, CaseIterable {
    /// Lines from quote to quote.
    case linear
    /// A raw SVI smile for each expiry.
    case svi
    /// One SSVI surface.
    case ssvi
  }
}

extension QuoteSource {
  init(_ source: Record) throws(MissingSetting) {
    file = try source.required("quotes", \.text)
    layout = SeriesLayout(source, .quotes, looksForUsualNames: true)
    within = try source.required("within", \.span)
    minTenor = try source.required("min-tenor", \.span)
    forward = source["forward"]?.text.flatMap(Forward.init)
    fit = Fit(rawValue: try source.required("fit", \.text)) ?? .linear
    maxAge = try source.required("max-age", \.span)
    dynamics = SurfaceDynamics(rawValue: try source.required("dynamics", \.text)) ?? .stickyStrike
  }
}

extension ExperimentSchema {
  /// Surfaces made of option quotes.
  static let chainVolatility: [Field] =
    [
      Field(
        "quotes", .scalar(TextShape()), .required,
        "CSV file of option quotes, from the folder of this file"),
      Field(
        "within", .scalar(DurationShape()), .standard("0d"),
        "quotes this long after the first of a chain belong to it"),
      Field(
        "min-tenor", .scalar(DurationShape()), .standard("0d"),
        "time to expiry below which quotes are left out"),
      Field(
        "forward", .scalar(ChoiceShape(QuoteSource.Forward.allCases.map(\.rawValue))), .optional,
        "forward prices: quoted in each row, carry from spot, or put-call parity"),
      Field(
        "fit", .scalar(ChoiceShape(QuoteSource.Fit.allCases.map(\.rawValue))), .standard("linear"),
        "what is drawn through the quotes"),
      Field(
        "max-age", .scalar(DurationShape()), .standard("0d"), "age at which a chain is too old"),
      Field(
        "dynamics", .scalar(ChoiceShape(SurfaceDynamics.allCases.map(\.rawValue))), .required,
        "what volatilities do when the price moves; decides delta"),
    ] + LayoutSchema.quotes
}
