extension ExperimentSchema {
  static let margin: [Field] = [
    Field(
      "models", .list(of: .scalar(TextShape()), atLeast: 1), .required,
      "models that each govern an account of their own"),
    Field(
      "shadow", .list(of: .scalar(TextShape()), atLeast: 0), .standard("[]"),
      "models computed on every account, acting on nothing"),
    Field(
      "parameters",
      .dictionary(
        of: .dictionary(of: .scalar(NumberShape(.any)), atLeast: 0, keys: "parameter"), atLeast: 0,
        keys: "model"), .standard("{}"), "values that replace a model's own, by model"),
    transforms,
  ]
}
