/// Coins held and owed at weights, perpetuals at ratios, all worse for larger sizes.
///
/// Source: Drift v2, margin mathematics of the protocol, restated in this project's own words. An
/// independent implementation; Drift is a name of its owner.
public struct SizeWeights: MarginModel {
  /// The model's id.
  public let id: String
  private let values: ParameterValues

  init(id: String, _ values: ParameterValues) {
    (self.id, self.values) = (id, values)
  }

  /// Coins, held or owed, and linear perpetuals.
  public func covers(_ instrument: Instrument) -> Bool {
    switch instrument {
    case .spot: true
    case .perpetual(let contract): contract.settlement == .linear
    case .future, .option: false
    }
  }

  /// What weights take off coins held and add to coins owed, perpetuals' ratios, and gains not counted.
  ///
  /// The venue compares weighted assets with weighted debts. Equity counts both in full, so that the
  /// requirement holds (1 − weight) of an asset and (weight − 1) of a debt, which gives the same excess.
  public func requirement(
    for portfolio: Portfolio, in market: MarketState
  ) throws(ModelError) -> MarginRequirement {
    try market.check(portfolio, coveredBy: self, hint: "Drift has spot markets and perpetuals")
    try market.checkMarks(portfolio)
    let initial = charges(portfolio, in: market, at: .initial)
    let maintenance = charges(portfolio, in: market, at: .maintenance)
    return MarginRequirement(
      initial: initial.total, maintenance: maintenance.total,
      components: [
        MarginComponent("assets", initial.assets), MarginComponent("debts", initial.debts),
        MarginComponent("perpetuals", initial.perpetuals),
        MarginComponent("gains_not_counted", initial.gains),
        MarginComponent("maintenance_assets", maintenance.assets),
        MarginComponent("maintenance_debts", maintenance.debts),
        MarginComponent("maintenance_perpetuals", maintenance.perpetuals),
        MarginComponent("maintenance_gains_not_counted", maintenance.gains),
      ])
  }

  private struct Charges {
    var assets, debts, perpetuals, gains: Money
    var total: Money { assets + debts + perpetuals + gains }
  }

  private func charges(
    _ portfolio: Portfolio, in market: MarketState, at level: WeightLevel
  ) -> Charges {
    portfolio.underlyings.reduce(into: Charges(assets: 0, debts: 0, perpetuals: 0, gains: 0)) {
      let book = WeightedMarket(
        portfolio.restricted(to: $1), in: market[$1], at: market.time)
      let weights = SizeWeight(values, market.underlyings[$1].name)
      let value = book.coins * book.spot
      if value > 0 { $0.assets += value * (1 - weights.asset(book.coins, level)) }
      if value < 0 { $0.debts -= value * (weights.debt(-book.coins, level) - 1) }
      $0.perpetuals += book.notional * weights.perpetual(abs(book.perpetuals), level)
      $0.gains += book.gain - weights.counted(book.gain, level)
    }
  }
}

/// What one market's positions come to.
private struct WeightedMarket {
  let spot: Double
  let coins, perpetuals: Double
  let notional, gain: Money

  init(_ positions: [Position], in state: UnderlyingState, at time: Timestamp) {
    let contracts = positions.filter { $0.instrument.paysVariation }
    let held = positions.filter { $0.instrument.isSpot }
    spot = held.first?.price(in: state, at: time) ?? state.spot
    coins = held.reduce(0) { $0 + $1.units }
    perpetuals = contracts.reduce(0) { $0 + $1.units }
    notional = abs(perpetuals) * (contracts.first?.price(in: state, at: time) ?? 0)
    gain = contracts.reduce(0) { $0 + $1.value(in: state, at: time) }
  }
}
