/// Perpetuals under a rate that grows with the whole market's open interest.
///
/// Source: dYdX v4, liquidity tiers of the perpetuals module. An independent implementation; dYdX is
/// a name of its owner.
public struct OpenInterestRates: MarginModel {
  /// The model's id.
  public let id: String
  private let values: ParameterValues

  init(id: String, _ values: ParameterValues) {
    (self.id, self.values) = (id, values)
  }

  /// Linear perpetuals.
  public func covers(_ instrument: Instrument) -> Bool {
    if case .perpetual(let contract) = instrument { contract.settlement == .linear } else { false }
  }

  /// The sum over markets; nothing offsets between them.
  public func requirement(
    for portfolio: Portfolio, in market: MarketState
  ) throws(ModelError) -> MarginRequirement {
    try market.check(portfolio, coveredBy: self, hint: "this rule margins linear perpetuals")
    try market.checkMarks(portfolio)
    let notionals = portfolio.notionals(in: market)
    let maintenance = notionals.reduce(0) {
      $0 + $1.notional * values["base-rate", of: $1.name]
        * values["maintenance-fraction", of: $1.name]
    }
    return MarginRequirement(
      initial: notionals.reduce(0) { $0 + $1.notional * rate($1.name) }, maintenance: maintenance,
      components: [MarginComponent("gross_notional", notionals.reduce(0) { $0 + $1.notional })])
  }

  /// The base rate, rising to 1 as open interest goes from the lower cap to the upper.
  private func rate(_ name: String) -> Double {
    let (base, upper) = (values["base-rate", of: name], values["upper-cap", of: name])
    let (lower, interest) = (values["lower-cap", of: name], values["open-interest", of: name])
    guard upper > 0, interest > lower else { return base }
    guard upper > lower else { return 1 }
    return min(1, base + (1 - base) * min(1, (interest - lower) / (upper - lower)))
  }
}

extension OpenInterestRates {
  /// The open-interest-rates family.
  public static let family = ModelFamily(
    name: "open-interest-rates",
    summary: "A rate on perpetuals that grows to one as the market's open interest meets its cap.",
    parameters: [
      ModelParameter("base-rate", "initial margin in a small market, fraction", in: 0...1),
      ModelParameter("maintenance-fraction", "maintenance over base initial margin", in: 0...1),
      ModelParameter("lower-cap", "open interest from which the rate grows, USD", in: 0...1e12),
      ModelParameter("upper-cap", "open interest at which it is 1, USD; 0 is none", in: 0...1e12),
      ModelParameter("open-interest", "open interest of the market, USD", in: 0...1e13),
    ],
    make: { OpenInterestRates(id: $0, $1) })
}
