/// Perpetuals and futures under printed tiers of maintenance rate and leverage, one row per tier.
///
/// Maintenance is notional × rate − deduction, each rate for the part above its border; initial margin is
/// the whole notional over the largest leverage that its size allows. Source: Binance, leverage and margin
/// of USDⓈ-M futures. An independent implementation; Binance is a name of its owner.
public struct NotionalTiers: MarginModel {
  /// The model's id.
  public let id: String
  private let values: ParameterValues
  private let rates: TierTable
  private let leverages: [(name: String, from: Money, leverage: Double)]

  init(id: String, _ values: ParameterValues) {
    (self.id, self.values) = (id, values)
    let rows = values.rows(of: "tiers")
    rates = TierTable(rows, rate: "maintenance-rate")
    leverages = rows.map {
      ($0.word("underlying") ?? "any", $0.number("from") ?? 0, $0.number("leverage") ?? 1)
    }.sorted { $0.1 < $1.1 }
  }

  /// Futures and perpetuals, linear or coin-settled.
  public func covers(_ instrument: Instrument) -> Bool { instrument.paysVariation }

  /// The sum over contracts; nothing offsets between them.
  public func requirement(
    for portfolio: Portfolio, in market: MarketState
  ) throws(ModelError) -> MarginRequirement {
    try market.check(portfolio, coveredBy: self, hint: "this rule margins perpetuals and futures")
    try market.checkMarks(portfolio)
    let notionals = portfolio.notionals(in: market)
    let tiered = notionals.reduce(0) {
      $0 + (rates[$1.name]?.charge(on: $1.notional) ?? $1.notional)
    }
    let leveraged = notionals.reduce(0) { $0 + $1.notional / leverage($1.notional, $1.name) }
    let maintenance = tiered * values["maintenance-multiple"]
    let initial = max(
      maintenance, tiered * values["initial-multiple"], leveraged * values["leverage-weight"])
    return MarginRequirement(
      initial: initial, maintenance: maintenance,
      components: [
        MarginComponent("gross_notional", notionals.reduce(0) { $0 + $1.notional }),
        MarginComponent("tier_margin", tiered),
        MarginComponent("leverage_margin", leveraged),
      ])
  }

  /// The largest leverage of the tier that a notional lies in; a border belongs to the tier below it.
  private func leverage(_ notional: Money, _ name: String) -> Double {
    let known = leverages.contains { $0.name == name } ? name : "any"
    return leverages.last { $0.name == known && $0.from < notional }?.leverage ?? 1
  }
}

extension NotionalTiers {
  /// The notional-tiers family.
  public static let family = ModelFamily(
    name: "notional-tiers",
    summary: "Printed tiers of maintenance rate and leverage by notional, as many as a venue has.",
    parameters: [
      ModelParameter("maintenance-multiple", "maintenance margin over that of tiers", in: 1...10),
      ModelParameter("initial-multiple", "least initial margin over that of tiers", in: 1...10),
      ModelParameter(
        "leverage-weight", "1 if initial margin is notional over leverage, else 0", in: 0...1),
    ],
    tables: [
      ModelTable(
        "tiers", "one tier of one underlying's notional",
        columns: [
          ModelTable.Column("underlying", "an underlying's name; any other without (any)", .name),
          ModelTable.Column("from", "lower border, USD", .number(0...1e15), isRequired: true),
          ModelTable.Column(
            "maintenance-rate", "fraction of the part above the border", .number(0...1),
            isRequired: true),
          ModelTable.Column(
            "leverage", "largest leverage of the tier", .number(1...1000), isRequired: true),
        ])
    ],
    make: { NotionalTiers(id: $0, $1) })
}
