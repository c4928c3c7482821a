/// Deribit standard margin of linear options and futures: every position for itself.
///
/// Options are charged as fractions of the index plus the mark price of shorts, futures a rate that
/// grows with their size. Sources: Deribit support, "Linear Perpetual"; Deribit contract
/// specifications of options as third parties reproduce them. An independent implementation, not
/// endorsed by the venue.
public struct DeribitStandard: MarginModel {
  /// The model's id.
  public let id: String
  private let values: ParameterValues

  init(id: String, _ values: ParameterValues) {
    (self.id, self.values) = (id, values)
  }

  /// Options and futures; coins are collateral, which these rules do not haircut.
  public func covers(_ instrument: Instrument) -> Bool {
    if case .spot = instrument { false } else { true }
  }

  /// The sum of all positions' charges, less the option value that equity holds already.
  public func requirement(
    for portfolio: Portfolio, in market: MarketState
  ) throws(ModelError) -> MarginRequirement {
    try check(portfolio, in: market)
    var options: Charge = (0, 0)
    var futures: Charge = (0, 0)
    for underlying in portfolio.underlyings {
      let (positions, state) = (portfolio.restricted(to: underlying), market[underlying])
      add(optionCharge(positions, state, market.time), to: &options)
      add(futureCharge(positions, spot: state.spot), to: &futures)
    }
    let optionValue = portfolio.netOptionValue(in: market)
    return MarginRequirement(
      initial: max(0, options.initial + futures.initial + optionValue),
      maintenance: max(0, options.maintenance + futures.maintenance + optionValue),
      components: [
        MarginComponent("short_options", options.initial),
        MarginComponent("futures", futures.initial),
        MarginComponent("option_value_in_equity", optionValue),
      ], premiumInRule: -optionValue)
  }

  private typealias Charge = (initial: Money, maintenance: Money)

  private func add(_ charge: Charge, to sum: inout Charge) {
    sum = (sum.initial + charge.initial, sum.maintenance + charge.maintenance)
  }

  private func check(_ portfolio: Portfolio, in market: MarketState) throws(ModelError) {
    try market.check(portfolio)
    for position in portfolio.positions where position.quantity != 0 && !covers(position.instrument)
    {
      throw .unsupported(
        model: id, instrument: "spot on \(market.underlyings[position.instrument.underlying].name)",
        hint: "this rule margins options and futures; hedge with futures")
    }
  }

  private func optionCharge(
    _ positions: [Position], _ state: UnderlyingState, _ time: Timestamp
  ) -> Charge {
    var sum: Charge = (0, 0)
    for group in SettlementGroup.all(of: positions, in: state, at: time, by: { $0 }) {
      for leg in group.legs where leg.units < 0 {
        let unit = charge(of: leg.contract, mark: leg.price, spot: state.spot)
        add((-leg.units * unit.initial, -leg.units * unit.maintenance), to: &sum)
      }
    }
    return sum
  }

  private func charge(of option: OptionContract, mark: Double, spot: Double) -> Charge {
    let beyond = values["option-initial-rate"] * spot - option.outOfTheMoney(at: spot)
    let initial = max(beyond, values["option-initial-minimum"] * spot) + mark
    let rate = values["option-maintenance-rate"]
    guard option.right == .put else { return (initial, rate * spot + mark) }
    let maintenance = rate * max(spot, mark) + mark
    return (max(initial, maintenance), maintenance)
  }

  /// Contracts of one expiry are one position, whose rate grows with its size.
  private func futureCharge(_ positions: [Position], spot: Double) -> Charge {
    var sizes: [(contract: FutureContract, units: Double)] = []
    for position in positions {
      guard case .future(let contract) = position.instrument else { continue }
      if let known = sizes.firstIndex(where: { $0.contract.expiry == contract.expiry }) {
        sizes[known].units += position.units
      } else {
        sizes.append((contract, position.units))
      }
    }
    return sizes.map { abs($0.units) }.reduce((0, 0)) { sum, size in
      let slope = values["future-slope"] * size
      return (
        sum.0 + size * (values["future-initial-rate"] + slope) * spot,
        sum.1 + size * (values["future-maintenance-rate"] + slope) * spot
      )
    }
  }
}

extension DeribitStandard {
  /// The family of rates that grow with size.
  public static let family = ModelFamily(
    name: "size-rates",
    summary: "Each position for itself: fractions of the index, growing with the size of futures.",
    parameters: [
      ModelParameter(
        "option-initial-rate", "initial margin of a short option less its OTM amount, of index",
        in: 0...10),
      ModelParameter(
        "option-initial-minimum", "least initial margin of a short option, of index", in: 0...10),
      ModelParameter(
        "option-maintenance-rate", "maintenance of a short option, of index", in: 0...10),
      ModelParameter(
        "future-initial-rate", "initial margin of a future before its size counts, of index",
        in: 0...1),
      ModelParameter(
        "future-maintenance-rate", "maintenance of a future before its size counts, of index",
        in: 0...1),
      ModelParameter("future-slope", "rate added for each unit of a future", in: 0...1),
    ],
    make: { DeribitStandard(id: $0, $1) })
}
