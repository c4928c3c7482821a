/// Derive's portfolio manager PM2: scenarios with discounted gains, skew and basis, and contingencies.
///
/// Source: Derive (formerly Lyra) v2, risk manager PMRM_2, restated in this project's own words. An
/// independent implementation; Derive and Lyra are names of their owners.
public struct DerivePortfolio: DeriveScenarioModel {
  /// The model's id.
  public let id: String
  let values: ParameterValues
  /// Scenarios in place of those of the parameters.
  private let scenarios: [DeriveScenario]?

  init(id: String, _ values: ParameterValues, scenarios: [DeriveScenario]? = nil) {
    (self.id, self.values, self.scenarios) = (id, values, scenarios)
  }

  /// Linear perpetuals and options; coins and tokens are collateral.
  public func covers(_ instrument: Instrument) -> Bool { instrument.isOnDerive(withSpot: false) }

  /// The worst scenario times a factor, plus contingencies that nothing offsets.
  public func requirement(
    for portfolio: Portfolio, in market: MarketState
  ) throws(ModelError) -> MarginRequirement {
    try check(portfolio, in: market)
    let results = DeriveBook.all(of: portfolio, in: market).map { result(of: $0) }
    let sum = { (part: (Result) -> Money) in results.reduce(0) { $0 + part($1) } }
    return MarginRequirement(
      initial: max(0, sum(\.initial)), maintenance: max(0, sum(\.maintenance)),
      components: [
        MarginComponent("worst_loss", sum { -$0.worst }),
        MarginComponent("basis_contingency", sum { -$0.basis }),
        MarginComponent("maintenance_contingency", sum(\.maintenanceContingency)),
        MarginComponent("initial_contingency", sum(\.initialContingency)),
        MarginComponent("mark_to_market", sum(\.marked)),
      ],
      bindingScenario: results.min { $0.worst < $1.worst }?.scenario)
  }

  func check(_ portfolio: Portfolio, in market: MarketState) throws(ModelError) {
    try market.check(
      portfolio, coveredBy: self,
      hint: "Derive has linear options and perpetuals; pledge coins under collateral")
    try market.checkMarks(portfolio)
  }

  /// What one market contributes.
  private typealias Result = (
    initial: Money, maintenance: Money, worst: Money, basis: Money, maintenanceContingency: Money,
    initialContingency: Money, marked: Money, scenario: Scenario?
  )

  private func result(of book: DeriveBook) -> Result {
    let (name, scenarios) = (book.name, scenarios(of: book))
    let (worst, contingency) = (scenarios.worst, contingencies(of: book, name))
    let initial =
      -(values["initial-factor", of: name] + values.pegCharge(book.peg, of: name)) * worst
      + contingency.maintenance + contingency.initial
    let marked =
      scenarios.marked + book.perpetualGain
      + book.collateral.reduce(0) { $0 + $1.value * (1 - $1.asset.haircut) }
    return (
      initial, -values["maintenance-factor", of: name] * worst + contingency.maintenance, worst,
      scenarios.basis, contingency.maintenance, contingency.initial, marked, scenarios.binding
    )
  }

  func scenarios(of book: DeriveBook) -> DeriveScenarios {
    DeriveScenarios(book, scenarios(book.name), values, isSecond: true)
  }

  private func scenarios(_ name: String) -> [DeriveScenario] {
    if let scenarios { return scenarios }
    let skew = values["skew-weight", of: name]
    return DeriveScenario.table(values, name) + DeriveScenario.tails(values, name)
      + (skew > 0
        ? [
          DeriveScenario(1, .linearSkew, weight: skew),
          DeriveScenario(1, .absoluteSkew, weight: skew),
        ] : [])
  }
}

extension Instrument {
  /// What Derive's managers know: linear options and perpetuals, and spot where it is a base asset.
  func isOnDerive(withSpot: Bool) -> Bool {
    switch self {
    case .spot: withSpot
    case .future: false
    case .perpetual, .option: settlement == .linear
    }
  }
}
