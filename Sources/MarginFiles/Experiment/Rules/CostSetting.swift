internal import MarginCore
internal import MarginReplay

extension CostModel {
  /// The model that the `costs` fields describe, but for half-spreads of a file.
  init(_ fields: Record) throws(MissingSetting) {
    let moments = Set(fields.without(Financing.keys).changes).sorted()
    try self.init(standing: moments.first.map { fields.standing(at: $0) } ?? fields)
    try financing.read(fields)
    var models: [(from: Timestamp, value: CostModel)] = []
    for moment in moments {
      models.append((moment, try CostModel(standing: fields.standing(at: moment))))
    }
    dated = Dated(models)
  }

  /// The model of fields of which none changes.
  private init(standing fields: Record) throws(MissingSetting) {
    self.init()
    fee = try fields.required("fee", \.number)
    halfSpread = fields["half-spread"]?.number ?? 0
    options = try OptionCharge(try fields.required("options", \.record))
    if let charge = fields["liquidation"]?.record { liquidation = try OptionCharge(charge) }
    if let law = fields["impact"]?.record { impact = try MarketImpact(law) }
    try fees.read(fields)
    try spreads.read(fields)
  }
}

extension OptionCharge {
  fileprivate init(_ fields: Record) throws(MissingSetting) {
    self.init(
      fee: try fields.required("fee", \.money),
      halfSpread: try fields.required("half-spread", \.money))
  }
}

extension MarketImpact {
  fileprivate init(_ law: Record) throws(MissingSetting) {
    self.init(
      coefficient: law["square-root"]?.number ?? law["linear"]?.number ?? law["power"]?.number ?? 0,
      averageDailyVolume: try law.required("adv", \.number),
      exponent: law.has("linear") ? 1 : law["exponent"]?.number ?? 0.5,
      permanent: law["permanent"]?.number ?? 0)
  }
}

extension FeeRules {
  fileprivate mutating func read(_ fields: Record) throws(MissingSetting) {
    perContract = fields["per-contract"]?.money ?? 0
    minimum = fields["minimum"]?.money ?? 0
    if let share = fields["maker"]?.record {
      maker = MakerShare(
        share: try share.required("share", \.number), fee: try share.required("fee", \.number))
    }
    for tier in fields["tiers"]?.list ?? [] {
      guard let tier = tier.record else { throw MissingSetting(name: "tiers") }
      tiers.tiers.append(
        .init(volume: try tier.required("volume", \.money), fee: try tier.required("fee", \.number))
      )
    }
    if let window = fields["tier-window"]?.span { tiers.window = window }
  }
}

extension SpreadRules {
  fileprivate mutating func read(_ fields: Record) throws(MissingSetting) {
    if let ticks = fields["ticks"]?.record {
      least = try ticks.required("half-spread", \.number) * ticks.required("size", \.number)
    }
    if let rule = fields["widening"]?.record {
      widening = SpreadWidening(
        reference: try rule.required("reference", \.number),
        exponent: try rule.required("exponent", \.number))
    }
  }
}

extension Financing {
  /// The keys of rates that are looked up by date themselves.
  fileprivate static let keys = ["debit-interest", "borrow", "margin-financing"]

  fileprivate mutating func read(_ fields: Record) throws(MissingSetting) {
    debit = try fields["debit-interest"]?.datedRate("debit-interest")
    borrow = try fields["borrow"]?.datedRate("borrow")
    margin = try fields["margin-financing"]?.datedRate("margin-financing")
  }
}
