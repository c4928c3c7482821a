internal import MarginCore

/// The keys of `margin.transforms`.
extension ExperimentSchema {
  static let transforms = Field(
    "transforms",
    .dictionary(of: .record(transform), atLeast: 1, keys: "transformed model"), .optional,
    "models of your own: one of the catalogue under floors, buffers and add-ons")

  private static let transform = [
    Field("of", .scalar(TextShape()), .required, "the model of the catalogue that is changed"),
    Field(
      "parameters", .dictionary(of: .scalar(NumberShape(.any)), atLeast: 0, keys: "parameter"),
      .optional, "values that replace the model's own"),
    Field(
      "apply", .list(of: .variants(steps, short: nil), atLeast: 1), .required,
      "changes of what it asks, in this order"),
  ]

  private static let steps: [[Field]] = [
    [number("multiplier", Bounds(0...1000), "multiple of what is asked")],
    [reference("floor", "model that is asked for at least")],
    [
      reference("cap", "model that bounds what is asked"),
      number("multiple", Bounds(0...1000), "multiple of what that model asks"),
    ],
    [
      reference("stressed", "model of a stressed period"),
      fraction("weight", "its weight, such as 0.25"),
    ],
    buffer,
    [
      fraction("speed-limit", "largest rise in one step on an unchanged book"),
      number("window", Bounds(1...60), isWhole: true, "steps looked back"),
    ],
    [
      fraction("liquidity", "half the spread of each underlying, as a fraction of its price"),
      Field(
        "volatility-half-spread", .scalar(FractionShape(Bounds(0...1))), .standard("0"),
        "half the spread of options, in volatility"),
    ],
    [
      number("concentration", Bounds(0...1000), "deviations of a daily move that are covered"),
      number("adv", .positive, "units of an underlying that can be closed in a day"),
      Field(
        "threshold", .scalar(NumberShape(Bounds(0...10_000))), .standard("1"),
        "days to close that cost nothing"),
    ],
  ]

  private static let buffer = [
    fraction("buffer", "share added to what is asked, such as 0.25"),
    number("release-from", Bounds(0...1000), "volatility over its long run where release starts"),
    number(
      "release-to", Bounds(0...1000), "volatility over its long run where release is complete"),
    Field(
      "decay", .scalar(NumberShape(Bounds(0...1))), .standard("0.97"),
      "share of yesterday's variance in today's"),
    Field(
      "window", .scalar(NumberShape(Bounds(2...100_000), isWhole: true)), .standard("500"),
      "returns that the long run is taken from"),
  ]

  private static func number(
    _ name: String, _ bounds: Bounds, isWhole: Bool = false, _ meaning: String
  ) -> Field {
    Field(name, .scalar(NumberShape(bounds, isWhole: isWhole)), .required, meaning)
  }

  private static func fraction(_ name: String, _ meaning: String) -> Field {
    Field(name, .scalar(FractionShape(Bounds(0...1))), .required, meaning)
  }

  private static func reference(_ name: String, _ meaning: String) -> Field {
    Field(name, .scalar(TextShape()), .required, meaning)
  }
}
