internal import MarginCore
internal import MarginReplay

extension ExperimentSchema {
  /// What keeps holdings at weights; each policy with the keys that it needs.
  static let rebalancing: [[Field]] = [
    [policy("hold"), weights],
    [policy("calendar"), weights, Field("every", .scalar(PeriodShape()), .required, "its period")],
    [
      policy("absolute-band", "relative-band"), weights,
      Field("width", .scalar(width), .required, "half of the band around each weight"),
      Field("to", .scalar(reach), .standard("target"), "where a trade ends"),
    ],
    [policy("constant-leverage"), weights, multiple] + trigger,
    [policy("volatility-target"), weights] + volatilityTarget + trigger,
    [policy("cppi"), weights] + insurance + trigger,
  ]

  private static func policy(_ words: String...) -> Field {
    Field("policy", .scalar(ChoiceShape(words)), .required, "how weights are kept")
  }

  private static let weights = Field(
    "weights",
    .dictionary(
      of: .scalar(FractionShape(Bounds(0...1, isOpen: true))), atLeast: 1, keys: "underlying"),
    .required, "fractions of equity held in spot, by underlying; the rest is cash")

  private static let width = FractionShape(Bounds(0...1, isOpen: true))
  private static let reach = ChoiceShape(BandRebalancing.Reach.allCases.map(\.rawValue))

  private static let multiple = Field(
    "multiple", .scalar(NumberShape(Bounds(-100...100))), .required,
    "factor on the weights; negative is short")

  private static let cap = Field(
    "cap", .scalar(NumberShape(Bounds(0...100, isOpen: true))), .standard("1"),
    "the most exposure, as a multiple of equity")

  private static let volatilityTarget = [
    Field("target", .scalar(volatility), .required, "volatility per year to be had"), cap,
    Field(
      "forecast", .scalar(ChoiceShape("realised", "ewma")), .standard("realised"),
      "how past returns are weighted"),
    Field(
      "window", .scalar(DurationShape(atLeast: .days(2))), .standard("63d"),
      "past returns looked at, written in days, counted in rows"),
    Field(
      "decay", .scalar(FractionShape(Bounds(0...0.9999, isOpen: true))), .optional,
      "weight of the past in each day's variance, for ewma; 0.94 if left out"),
  ]

  private static let insurance = [
    Field(
      "multiplier", .scalar(NumberShape(Bounds(0...100, isOpen: true))), .required,
      "exposure for each unit above the floor"),
    Field(
      "floor", .scalar(FractionShape(Bounds(0...1, isOpen: true))), .required,
      "what must be left, of the cash paid in"),
    Field(
      "floor-rate", .scalar(FractionShape(Bounds(-1...1))), .optional,
      "growth of the floor per year; else the interest on cash"),
    cap,
  ]

  private static let trigger = [
    Field("every", .scalar(PeriodShape()), .optional, "the period; every step if left out"),
    Field("width", .scalar(width), .optional, "or half of the band around each weight"),
    Field("to", .scalar(reach), .optional, "where a trade ends, for width; target if left out"),
  ]
}

extension RebalancingPlan {
  /// The plan that the `rebalancing` fields describe, in an account that earns `interest`.
  init(_ fields: Record, underlyings: [String], interest: Rate) throws(MissingSetting) {
    var weights: [TargetWeight] = []
    for entry in try fields.required("weights", \.record).entries {
      guard let underlying = underlyings.firstIndex(of: entry.name), let weight = entry.value.number
      else { throw MissingSetting(name: entry.name) }
      weights.append(TargetWeight(underlying: underlying, weight: weight))
    }
    self.init(
      weights: weights, exposure: try Self.exposure(fields, interest),
      trigger: try Self.trigger(fields))
  }

  private static func exposure(
    _ fields: Record, _ interest: Rate
  ) throws(MissingSetting) -> any ExposureRule {
    switch try fields.required("policy", \.text) {
    case "constant-leverage": ConstantExposure(multiple: try fields.required("multiple", \.number))
    case "volatility-target": try VolatilityTarget(fields)
    case "cppi":
      PortfolioInsurance(
        multiplier: try fields.required("multiplier", \.number),
        floor: try fields.required("floor", \.number),
        floorRate: fields["floor-rate"]?.number ?? interest,
        cap: try fields.required("cap", \.number))
    default: ConstantExposure()
    }
  }

  private static func trigger(_ fields: Record) throws(MissingSetting) -> any RebalancingTrigger {
    if fields["policy"]?.text == "hold" { return NoRebalancing() }
    if let every = fields["every"] { return CalendarRebalancing(try .init(every)) }
    guard let width = fields["width"]?.number else { return CalendarRebalancing(.span(.zero)) }
    let isRelative = fields["policy"]?.text == "relative-band"
    let reach = fields["to"]?.text.flatMap(BandRebalancing.Reach.init(rawValue:))
    return BandRebalancing(
      width: width, isRelative ? .relative : .absolute, to: reach ?? .target)
  }
}

extension VolatilityTarget {
  fileprivate init(_ fields: Record) throws(MissingSetting) {
    let isWeighted = try fields.required("forecast", \.text) == "ewma"
    let window = try fields.required("window", \.span).microseconds / TimeSpan.day.microseconds
    self.init(
      target: try fields.required("target", \.number), cap: try fields.required("cap", \.number),
      forecast: isWeighted ? .ewma(decay: fields["decay"]?.number ?? 0.94) : .realised,
      window: Int(window))
  }
}
