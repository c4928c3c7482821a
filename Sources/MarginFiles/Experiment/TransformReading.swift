internal import MarginCore

extension DerivedModel {
  /// The models that the `margin` fields declare, in file order; incomplete ones are left out.
  static func declared(in margin: Record) -> [DerivedModel] {
    (margin["transforms"]?.record?.entries ?? []).compactMap(DerivedModel.init)
  }

  private init?(_ entry: Record.Entry) {
    guard let base = entry.value.record?["of"]?.text else { return nil }
    let steps = entry.value.record?["apply"]?.list?.compactMap(\.record) ?? []
    self.init(
      id: entry.name, base: base, parameters: entry.value.record?["parameters"]?.numbers ?? [:],
      steps: steps.compactMap(Step.init))
  }
}

extension DerivedModel.Step {
  fileprivate init?(_ fields: Record) {
    guard let step = Self.comparison(fields) ?? Self.limit(fields) ?? Self.addOn(fields) else {
      return nil
    }
    self = step
  }

  private static func comparison(_ fields: Record) -> Self? {
    if let model = fields["floor"]?.text { return .reference(.floor, model: model) }
    if let model = fields["cap"]?.text, let multiple = fields["multiple"]?.number {
      return .reference(.cap(multiple: multiple), model: model)
    }
    if let model = fields["stressed"]?.text, let weight = fields["weight"]?.number {
      return .reference(.weight(weight), model: model)
    }
    return nil
  }

  private static func limit(_ fields: Record) -> Self? {
    guard let window = fields["window"]?.number.flatMap({ Int(exactly: $0) }) else { return nil }
    if let rise = fields["speed-limit"]?.number { return .speedLimit(rise: rise, window: window) }
    guard let share = fields["buffer"]?.number, let from = fields["release-from"]?.number,
      let to = fields["release-to"]?.number, from <= to, let decay = fields["decay"]?.number
    else { return nil }
    return .buffer(share: share, release: from...to, decay: decay, window: window)
  }

  private static func addOn(_ fields: Record) -> Self? {
    if let multiple = fields["multiplier"]?.number { return .multiplier(multiple) }
    if let spread = fields["liquidity"]?.number,
      let volatility = fields["volatility-half-spread"]?.number
    {
      return .liquidity(halfSpread: spread, volatilityHalfSpread: volatility)
    }
    guard let multiple = fields["concentration"]?.number, let volume = fields["adv"]?.number,
      let threshold = fields["threshold"]?.number
    else { return nil }
    return .concentration(multiple: multiple, dailyVolume: volume, threshold: threshold)
  }
}
