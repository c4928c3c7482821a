internal import MarginCore

extension DerivedModel {
  /// The models that the `margin` fields declare, in file order; incomplete ones are left out.
  static func declared(in margin: Record) -> [DerivedModel] {
    (margin["transforms"]?.record?.entries ?? []).compactMap(DerivedModel.init)
  }

  private init?(_ entry: Record.Entry) {
    guard let base = entry.value.record?["of"]?.text else { return nil }
    let steps = entry.value.record?["apply"]?.list ?? []
    self.init(
      id: entry.name, base: base, parameters: entry.value.record?["parameters"]?.numbers ?? [:],
      steps: steps.compactMap(Step.init))
  }
}

extension DerivedModel.Step {
  fileprivate init?(_ setting: Setting) {
    let numbers = setting.numbers
    let step =
      Self.comparison(setting.record ?? Record(), numbers) ?? Self.limit(numbers)
      ?? Self.addOn(numbers)
    guard let step else { return nil }
    self = step
  }

  private static func comparison(_ fields: Record, _ numbers: [String: Double]) -> Self? {
    if let model = fields["floor"]?.text { return .reference(.floor, model: model) }
    if let model = fields["cap"]?.text, let multiple = numbers["multiple"] {
      return .reference(.cap(multiple: multiple), model: model)
    }
    if let model = fields["stressed"]?.text, let weight = numbers["weight"] {
      return .reference(.weight(weight), model: model)
    }
    return nil
  }

  private static func limit(_ numbers: [String: Double]) -> Self? {
    guard let number = numbers["window"], let window = Int(exactly: number) else { return nil }
    if let rise = numbers["speed-limit"] { return .speedLimit(rise: rise, window: window) }
    guard let share = numbers["buffer"], let from = numbers["release-from"],
      let to = numbers["release-to"], from <= to, let decay = numbers["decay"]
    else { return nil }
    return .buffer(share: share, release: from...to, decay: decay, window: window)
  }

  private static func addOn(_ numbers: [String: Double]) -> Self? {
    if let multiple = numbers["multiplier"] { return .multiplier(multiple) }
    if let spread = numbers["liquidity"], let volatility = numbers["volatility-half-spread"] {
      return .liquidity(halfSpread: spread, volatilityHalfSpread: volatility)
    }
    guard let multiple = numbers["concentration"], let volume = numbers["adv"],
      let threshold = numbers["threshold"]
    else { return nil }
    return .concentration(multiple: multiple, dailyVolume: volume, threshold: threshold)
  }
}
