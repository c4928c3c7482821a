/// Deribit standard margin: a rate on every position by itself, growing with the size of futures.
///
/// Sources: Deribit, "Linear Perpetual" (futures) and "Options" contract specification. An
/// independent implementation; Deribit is a name of its owner.
public struct DeribitStandard: MarginModel {
  /// The model's id.
  public let id: String
  private let values: ParameterValues

  init(id: String, _ values: ParameterValues) {
    (self.id, self.values) = (id, values)
  }

  /// Futures, perpetuals and options; coins held are collateral, not positions.
  public func covers(_ instrument: Instrument) -> Bool {
    if case .spot = instrument { false } else { true }
  }

  /// The sum over instruments; nothing offsets.
  ///
  /// The venue counts the premium of short options in margin, and no option value in the balance that
  /// margin is compared with.
  public func requirement(
    for portfolio: Portfolio, in market: MarketState
  ) throws(ModelError) -> MarginRequirement {
    try market.check(
      portfolio, coveredBy: self, hint: "pledge it under collateral; Deribit margins derivatives")
    try market.checkMarks(portfolio)
    let charges = portfolio.merged.map { charge($0, in: market) }
    let optionValue = portfolio.netOptionValue(in: market)
    let futures = charges.filter { !$0.isOption }, options = charges.filter(\.isOption)
    return MarginRequirement(
      initial: max(0, charges.reduce(0) { $0 + $1.initial } + optionValue),
      maintenance: max(0, charges.reduce(0) { $0 + $1.maintenance } + optionValue),
      components: [
        MarginComponent("futures_initial", futures.reduce(0) { $0 + $1.initial }),
        MarginComponent("options_initial", options.reduce(0) { $0 + $1.initial }),
        MarginComponent("option_value_in_equity", optionValue),
      ], premiumInRule: -optionValue)
  }

  private typealias Charge = (initial: Money, maintenance: Money, isOption: Bool)

  private func charge(_ position: Position, in market: MarketState) -> Charge {
    let underlying = position.instrument.underlying
    let (state, name) = (market[underlying], market.underlyings[underlying].name)
    let price = position.price(in: state, at: market.time)
    guard let option = position.instrument.option else {
      return future(coins: abs(position.coins(atPrice: price)), name, index: state.spot)
    }
    guard position.quantity < 0 else { return (0, 0, true) }
    let (initial, maintenance) = short(
      option, mark: price / state.spot, name, out: option.outOfTheMoney(at: state.spot) / state.spot
    )
    return (
      -position.units * initial * state.spot, -position.units * maintenance * state.spot, true
    )
  }

  private func future(coins: Double, _ name: String, index: Double) -> Charge {
    let slope = values["futures-slope", of: name] * coins
    return (
      coins * (values["futures-initial", of: name] + slope) * index,
      coins * (values["futures-maintenance", of: name] + slope) * index, false
    )
  }

  /// Initial and maintenance margin of one short option, in coins; `mark` and `out` are in coins too.
  private func short(
    _ option: OptionContract, mark: Double, _ name: String, out: Double
  ) -> (initial: Double, maintenance: Double) {
    let least = values["option-maintenance", of: name]
    let base = max(values["option-initial", of: name] - out, values["option-minimum", of: name])
    guard option.right == .put else { return (base + mark, least + mark) }
    let maintenance = max(least, least * mark) + mark
    return (max(base + mark, maintenance), maintenance)
  }
}

extension DeribitStandard {
  /// The family of Deribit standard margin.
  public static let family = ModelFamily(
    name: "deribit-standard",
    summary: "A rate on every future by size and on every short option; nothing offsets.",
    parameters: [
      ModelParameter("futures-initial", "initial margin of a small future, fraction", in: 0...1),
      ModelParameter("futures-maintenance", "maintenance of a small future, fraction", in: 0...1),
      ModelParameter("futures-slope", "added to both per coin of size", in: 0...1),
      ModelParameter("option-initial", "short option at the money, of index", in: 0...1),
      ModelParameter("option-minimum", "least initial margin, short option, of index", in: 0...1),
      ModelParameter("option-maintenance", "maintenance of a short option, of index", in: 0...1),
    ],
    make: { DeribitStandard(id: $0, $1) })
}
