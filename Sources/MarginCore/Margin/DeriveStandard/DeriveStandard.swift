/// Derive's Standard Manager for options: each market and expiry for itself, spreads at most their
/// largest loss.
///
/// The venue states a net margin, equity less requirement; here it is the requirement, so that net
/// margin is equity less ``MarginRequirement/initial``. Source: derivexyz/v2-core at 7736900d,
/// `src/risk-managers/StandardManager.sol`, as described there. An independent implementation of the
/// formulas, not endorsed by the venue.
public struct DeriveStandard: MarginModel {
  /// The model's id.
  public let id: String
  private let values: ParameterValues

  init(id: String, _ values: ParameterValues) {
    (self.id, self.values) = (id, values)
  }

  /// Options only; perpetuals and base assets have rules of their own.
  public func covers(_ instrument: Instrument) -> Bool { instrument.option != nil }

  /// The sum over markets and expiries of the lesser of isolated and largest-loss margin.
  public func requirement(
    for portfolio: Portfolio, in market: MarketState
  ) throws(ModelError) -> MarginRequirement {
    try market.check(portfolio)
    try market.checkOptionsOnly(portfolio, for: id)
    var (isolated, charged): (Charge, Charge) = ((0, 0), (0, 0))
    for underlying in portfolio.underlyings {
      let state = market[underlying]
      for group in SettlementGroup.all(
        of: portfolio.restricted(to: underlying), in: state, at: market.time, by: { $0 })
      {
        let alone = self.isolated(group, spot: state.spot)
        let together = largestLoss(of: group, in: state, at: market.time)
        isolated = (isolated.initial + alone.initial, isolated.maintenance + alone.maintenance)
        charged.initial += min(alone.initial, together.initial)
        charged.maintenance += min(alone.maintenance, together.maintenance)
      }
    }
    let optionValue = portfolio.netOptionValue(in: market)
    return MarginRequirement(
      initial: max(0, charged.initial + optionValue),
      maintenance: max(0, charged.maintenance + optionValue),
      components: [
        MarginComponent("isolated_margin", isolated.initial),
        MarginComponent("spread_relief", charged.initial - isolated.initial),
        MarginComponent("option_value_in_equity", optionValue),
      ], premiumInRule: -optionValue)
  }

  private typealias Charge = (initial: Money, maintenance: Money)

  private func isolated(_ group: SettlementGroup, spot: Double) -> Charge {
    group.legs.filter { $0.units < 0 }.reduce((0, 0)) { sum, leg in
      let unit = charge(of: leg.contract, mark: leg.price, spot: spot)
      return (sum.0 - leg.units * unit.initial, sum.1 - leg.units * unit.maintenance)
    }
  }

  private func charge(of option: OptionContract, mark: Double, spot: Double) -> Charge {
    let beyond = values["option-initial-rate"] * spot - option.outOfTheMoney(at: spot)
    let initial = mark + max(beyond, values["option-initial-minimum"] * spot)
    guard option.right == .put else {
      return (initial, mark + values["call-maintenance-rate"] * spot)
    }
    let maintenance =
      mark + max(values["put-maintenance-rate"] * spot, values["put-mark-rate"] * mark)
    return (max(initial, values["put-maintenance-multiple"] * maintenance), maintenance)
  }

  /// What the group pays at worst, and a share of the forward for each call left short.
  private func largestLoss(
    of group: SettlementGroup, in state: UnderlyingState, at time: Timestamp
  ) -> Charge {
    let years = max(0, time.years(until: group.expiry))
    let forward = state.spot * Elementary.exp((state.rate - state.yield) * years)
    let (loss, unpaired) = (max(0, -group.lowestPayoff), group.netShortCalls * forward)
    return (
      loss + values["initial-unpaired-scale"] * unpaired,
      loss + values["maintenance-unpaired-scale"] * unpaired
    )
  }
}

extension DeriveStandard {
  /// The family of isolated margins with a largest-loss alternative.
  public static let family = ModelFamily(
    name: "largest-loss",
    summary: "Per expiry the lesser of options apart and the largest loss of all at settlement.",
    parameters: [
      ModelParameter(
        "option-initial-rate", "initial margin of a short option less its OTM amount, of spot",
        in: 0...10),
      ModelParameter(
        "option-initial-minimum", "least initial margin of a short option, of spot", in: 0...10),
      ModelParameter("call-maintenance-rate", "maintenance of a short call, of spot", in: 0...10),
      ModelParameter("put-maintenance-rate", "maintenance of a short put, of spot", in: 0...10),
      ModelParameter("put-mark-rate", "maintenance of a short put, of its mark price", in: 0...10),
      ModelParameter(
        "put-maintenance-multiple", "least initial margin of a short put, of its maintenance",
        in: 0...10),
      ModelParameter(
        "initial-unpaired-scale", "initial reserve for each net short call, of forward", in: 0...10),
      ModelParameter(
        "maintenance-unpaired-scale", "maintenance reserve for each net short call, of forward",
        in: 0...10),
    ],
    make: { DeriveStandard(id: $0, $1) })
}
