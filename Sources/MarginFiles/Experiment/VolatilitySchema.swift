internal import MarginCore

extension ExperimentSchema {
  /// Everything that `volatility` may be.
  static let volatilitySources = [
    constant, realised, ewma, regression, index, surface, volatilityFile,
    chainVolatility,
  ]

  private static let constant = [
    Field("constant", .scalar(volatility), .required, "volatility per year; 0.20 is 20 %")
  ]

  private static let realised = [
    model("realised"),
    Field(
      "window", .scalar(DurationShape(atLeast: .days(2))), .required,
      "trailing daily returns, as days"),
    Field(
      "premium", .scalar(NumberShape(Bounds(0...100, isOpen: true))), .standard("1"),
      "implied over realised volatility"),
    floor("0"),
  ]

  private static let ewma = [
    model("ewma"),
    Field(
      "decay", .scalar(NumberShape(Bounds(0...0.9999))), .standard("0.94"),
      "weight of the past in each day's variance"),
    Field(
      "window", .scalar(DurationShape(atLeast: .days(1))), .standard("21d"),
      "daily returns whose mean square starts it, as days"),
    floor("0"),
  ]

  private static let regression = [model("regression"), floor("0.05")]

  private static let index =
    [model("index"), file(.required), time, close, scale, maxAge] + [
      Field(
        "skew", .scalar(NumberShape(Bounds(-5...5))), .required,
        "relative change of volatility per standard deviation of strike"),
      Field(
        "curvature", .scalar(NumberShape(Bounds(-5...5))), .required,
        "second derivative of relative volatility by that strike"),
      Field(
        "long-run", .scalar(volatility), .optional, "volatility that far times tend to, with speed"),
      Field(
        "speed", .scalar(NumberShape(Bounds(0...1000))), .standard("0"),
        "return of variance to the long run, per year; 0 is one level for all times"),
      dynamics(.standard("sticky-strike")),
    ] + LayoutSchema.volatility

  private static let surface = [
    model("surface"), file(.optional), time, maxAge,
    Field("slices", .list(of: .record(slice), atLeast: 1), .optional, "raw SVI smiles, by time"),
    Field("ssvi", .record(ssvi), .optional, "a whole surface by SSVI"),
    Field(
      "spot", .scalar(NumberShape(.positive)), .optional,
      "price at which it was quoted; else that of the first step"),
    dynamics(.required),
  ]

  private static let volatilityFile =
    [file(.required), time, close, scale, maxAge] + LayoutSchema.volatility

  /// The columns of a smile file beside its time, with what their values may be.
  static let slice = [
    parameter("years", SliceBounds.years, "time to expiry in years of 365 days"),
    parameter("a", SliceBounds.a, "level of total variance"),
    parameter("b", SliceBounds.b, "mean slope of the wings"),
    parameter("rho", SliceBounds.rho, "tilt; negative when low strikes have more"),
    parameter("m", SliceBounds.m, "centre, in log-moneyness"),
    parameter("sigma", SliceBounds.sigma, "width of the bend, in log-moneyness"),
  ]

  private static let ssvi = [
    Field(
      "at-the-money", .list(of: .record(point), atLeast: 1), .required,
      "volatility at the money by time"),
    parameter("rho", SliceBounds.rho, "tilt; negative when low strikes have more"),
    parameter("eta", Bounds(0...1000, isOpen: true), "size of the bend"),
    parameter("gamma", Bounds(0...1, isOpen: true), "how it falls as variance grows, at most 0.5"),
  ]

  private static let point = [
    parameter("years", SliceBounds.years, "time to expiry in years of 365 days"),
    Field("volatility", .scalar(volatility), .required, "volatility at the money"),
  ]

  private static func parameter(_ name: String, _ bounds: Bounds, _ meaning: String) -> Field {
    Field(name, .scalar(NumberShape(bounds)), .required, meaning)
  }

  private static func model(_ name: String) -> Field {
    Field("model", .scalar(ChoiceShape(name)), .required, "how volatility is modelled")
  }

  private static func floor(_ standard: String) -> Field {
    Field(
      "floor", .scalar(FractionShape(Bounds(0...5), percentAbove: 5)), .standard(standard),
      "least volatility per year")
  }

  private static func dynamics(_ presence: Field.Presence) -> Field {
    Field(
      "dynamics", .scalar(ChoiceShape(SurfaceDynamics.allCases.map(\.rawValue))), presence,
      "what volatilities do when the price moves; decides delta")
  }

  private static func file(_ presence: Field.Presence) -> Field {
    Field("file", .scalar(TextShape()), presence, "CSV file, from the folder of this file")
  }

  private static let time = Field(
    "time", .scalar(TextShape()), .standard("date"), "column of the time")
  private static let close = Field(
    "close", .scalar(TextShape()), .standard("close"), "column of the volatility")
  private static let scale = Field(
    "scale", .scalar(NumberShape(.positive)), .standard("1"),
    "factor on every value; 0.01 for an index in percent")
  private static let maxAge = Field(
    "max-age", .scalar(DurationShape()), .standard("0d"), "age at which a value is too old")
}

/// The values that a smile's parameters may take, far beyond any that are quoted.
enum SliceBounds {
  static let years = Bounds(0...100, isOpen: true)
  static let a = Bounds(-1000...1000)
  static let b = Bounds(0...10)
  static let rho = Bounds(-0.9999...0.9999)
  static let m = Bounds(-20...20)
  static let sigma = Bounds(0...20, isOpen: true)

  /// The bounds of the columns of a smile file, in the order of ``SliceColumns``.
  static let all = [years, a, b, rho, m, sigma]
}
