/// Paradex cross margin of dated options: fractions of spot, and settlement loss for spreads.
///
/// Options on one underlying that expire on one day are charged the lesser of what they cost apart
/// and what they can lose together at settlement, where at least one of them is short. Source:
/// tradeparadex/paradex-docs, `docs/pages/dated-options/margin-requirements.mdx`. An independent
/// implementation, not endorsed by the venue.
public struct ParadexOptions: MarginModel {
  /// The model's id.
  public let id: String
  private let initial, maintenance: Rates

  init(id: String, _ values: ParameterValues) {
    self.id = id
    (initial, maintenance) = (Rates(values, "initial"), Rates(values, "maintenance"))
  }

  /// The fractions of one of the two requirements.
  private struct Rates {
    let premiumMultiple, long, short, shortMinimum, putCap, unpaired: Double

    init(_ values: ParameterValues, _ level: String) {
      let value = { (name: String) in values["\(level)-\(name)"] }
      (premiumMultiple, long) = (value("premium-multiple"), value("long-rate"))
      (short, shortMinimum) = (value("short-rate"), value("short-minimum"))
      (putCap, unpaired) = (value("short-put-cap"), value("unpaired-scale"))
    }
  }

  /// Options only; perpetuals and futures have rules of their own.
  public func covers(_ instrument: Instrument) -> Bool { instrument.option != nil }

  /// The sum over underlyings and expiry days of the lesser of the two charges.
  public func requirement(
    for portfolio: Portfolio, in market: MarketState
  ) throws(ModelError) -> MarginRequirement {
    try market.check(portfolio)
    try market.checkOptionsOnly(portfolio, for: id)
    let groups = portfolio.underlyings.flatMap { underlying in
      SettlementGroup.all(
        of: portfolio.restricted(to: underlying), in: market[underlying], at: market.time,
        by: CalendarDay.init(containing:)
      ).map { charges(of: $0, spot: market[underlying].spot) }
    }
    let initial = groups.map(\.initial)
    let isolated = initial.reduce(0) { $0 + $1.isolated }
    let charged = initial.reduce(0) { $0 + $1.charged }
    return MarginRequirement(
      initial: max(0, charged),
      maintenance: max(0, groups.reduce(0) { $0 + $1.maintenance.charged }),
      components: [
        MarginComponent("isolated_margin", isolated),
        MarginComponent("spread_relief", charged - isolated),
      ])
  }

  private typealias Charge = (isolated: Money, charged: Money)

  private func charges(
    of group: SettlementGroup, spot: Double
  ) -> (initial: Charge, maintenance: Charge) {
    let largestLoss = group.hasShort ? group.value - group.lowestPayoff : .infinity
    let charge = { (rates: Rates) -> Charge in
      let isolated = group.legs.reduce(0) { $0 + self.isolated($1, spot, rates) }
      let reserve = rates.unpaired * group.netShortCalls * spot
      return (isolated, min(isolated, max(0, largestLoss + reserve)))
    }
    return (charge(initial), charge(maintenance))
  }

  private func isolated(_ leg: SettlementGroup.Leg, _ spot: Double, _ rates: Rates) -> Money {
    guard leg.units < 0 else {
      return leg.units * min(leg.price * rates.premiumMultiple, spot * rates.long)
    }
    let beyond = rates.short * spot - leg.contract.outOfTheMoney(at: spot)
    let rate = max(beyond, rates.shortMinimum * spot)
    let cap = leg.contract.right == .put ? rates.putCap * spot : .infinity
    return -leg.units * min(rate, cap)
  }
}

extension MarketState {
  /// Refuses what is not an option, for venues' rules that know options alone.
  func checkOptionsOnly(_ portfolio: Portfolio, for model: String) throws(ModelError) {
    for position in portfolio.positions
    where position.quantity != 0 && position.instrument.option == nil {
      let name = underlyings[position.instrument.underlying].name
      let kind = if case .spot = position.instrument { "spot" } else { "future" }
      throw .unsupported(
        model: model, instrument: "\(kind) on \(name)", hint: "this rule margins options only")
    }
  }
}

extension ParadexOptions {
  /// The family of options at fractions of spot with spread groups.
  public static let family = ModelFamily(
    name: "spread-groups",
    summary:
      "Fractions of spot per option; options of one expiry day at most their settlement loss.",
    parameters: ["initial", "maintenance"].flatMap { level in
      [
        ModelParameter(
          "\(level)-premium-multiple", "\(level) margin of a long option, of its price", in: 0...10),
        ModelParameter(
          "\(level)-long-rate", "most \(level) margin of a long option, of spot", in: 0...10),
        ModelParameter(
          "\(level)-short-rate", "\(level) margin of a short option less its OTM amount, of spot",
          in: 0...10),
        ModelParameter(
          "\(level)-short-minimum", "least \(level) margin of a short option, of spot", in: 0...10),
        ModelParameter(
          "\(level)-short-put-cap", "most \(level) margin of a short put, of spot", in: 0...10),
        ModelParameter(
          "\(level)-unpaired-scale", "\(level) reserve for each net short call, of spot", in: 0...10
        ),
      ]
    },
    make: { ParadexOptions(id: $0, $1) })
}
