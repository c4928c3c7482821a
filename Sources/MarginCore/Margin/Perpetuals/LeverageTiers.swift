/// Perpetuals and futures under leverage that falls with size: notional × rate − deduction.
///
/// The rate of a tier is half the inverse of its leverage, and deductions make the margin continuous
/// in size. Source: Hyperliquid, margin tiers. An independent implementation; Hyperliquid is a name of
/// its owner.
public struct LeverageTiers: MarginModel {
  /// The model's id.
  public let id: String
  private let values: ParameterValues

  init(id: String, _ values: ParameterValues) {
    (self.id, self.values) = (id, values)
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
    let maintenance = notionals.reduce(0) { $0 + self.maintenance(of: $1.notional, $1.name) }
    return MarginRequirement(
      initial: maintenance * values["initial-multiple"], maintenance: maintenance,
      components: [
        MarginComponent("gross_notional", notionals.reduce(0) { $0 + $1.notional }),
        MarginComponent("tier_margin", maintenance),
      ])
  }

  private static let higherTiers = (2...4).map {
    (from: "tier-\($0)-from", leverage: "tier-\($0)-leverage")
  }

  private func maintenance(of notional: Money, _ name: String) -> Money {
    var (rate, deduction) = (1 / (2 * values["tier-1-leverage", of: name]), 0.0)
    for tier in Self.higherTiers {
      let (from, leverage) = (values[tier.from, of: name], values[tier.leverage, of: name])
      guard leverage > 0, notional > from else { break }
      deduction += from * (1 / (2 * leverage) - rate)
      rate = 1 / (2 * leverage)
    }
    return notional * rate - deduction
  }
}

extension Portfolio {
  /// Value at the mark of every contract held, long or short, with its underlying's name.
  func notionals(in market: MarketState) -> [(name: String, notional: Money)] {
    merged.map { position in
      let underlying = position.instrument.underlying
      let price = position.price(in: market[underlying], at: market.time)
      return (market.underlyings[underlying].name, abs(position.coins(atPrice: price)) * price)
    }
  }
}

extension LeverageTiers {
  /// The leverage-tiers family.
  public static let family = ModelFamily(
    name: "leverage-tiers",
    summary: "Rates on perpetuals by notional, half the inverse of each tier's leverage.",
    parameters: [ModelParameter("tier-1-leverage", "largest leverage of small sizes", in: 1...1000)]
      + (2...4).flatMap {
        [
          ModelParameter(
            "tier-\($0)-from", "notional above which tier \($0) holds, USD", in: 0...1e12),
          ModelParameter(
            "tier-\($0)-leverage", "largest leverage there; 0 is no tier", in: 0...1000),
        ]
      } + [ModelParameter("initial-multiple", "initial over maintenance margin", in: 1...10)],
    make: { LeverageTiers(id: $0, $1) })
}
