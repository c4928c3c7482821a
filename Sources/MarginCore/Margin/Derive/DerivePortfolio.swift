/// Derive's portfolio manager PM2: scenarios with discounted gains, skew and basis, and contingencies.
///
/// Source: Derive (formerly Lyra) v2, risk manager PMRM_2, restated in this project's own words. An
/// independent implementation; Derive and Lyra are names of their owners.
public struct DerivePortfolio: MarginModel {
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
    try market.check(
      portfolio, coveredBy: self,
      hint: "Derive has linear options and perpetuals; pledge coins under collateral")
    try market.checkMarks(portfolio)
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

  /// What one market contributes.
  struct Result {
    let initial: Money
    let maintenance: Money
    /// The lowest profit of any scenario and of the basis contingency, ≤ 0.
    let worst: Money
    let basis: Money
    let maintenanceContingency: Money
    let initialContingency: Money
    /// Value of options, unpaid gains and collateral after maintenance haircuts.
    let marked: Money
    let scenario: Scenario?
  }

  func result(of book: DeriveBook) -> Result {
    let name = book.name
    let table = scenarios(name)
    let profits = table.map { profit(of: book, in: $0, name) }
    let basis = basisContingency(of: book, name)
    let worst = min(0, basis, profits.min() ?? 0)
    let contingency = contingencies(of: book, name)
    let peg = max(0, values["peg-threshold", of: name] - book.peg) * values["peg-factor", of: name]
    return Result(
      initial: -(values["initial-factor", of: name] + peg) * worst + contingency.maintenance
        + contingency.initial,
      maintenance: -values["maintenance-factor", of: name] * worst + contingency.maintenance,
      worst: worst, basis: basis, maintenanceContingency: contingency.maintenance,
      initialContingency: contingency.initial, marked: marked(book),
      scenario: profits.firstIndex(of: worst).flatMap {
        worst < 0 ? scenario($0, table[$0], name) : nil
      })
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

  private func scenario(_ index: Int, _ row: DeriveScenario, _ name: String) -> Scenario {
    let move =
      switch row.shape {
      case .level(.up): values["vol-range-up", of: name]
      case .level(.down): -values["vol-range-down", of: name]
      default: 0.0
      }
    return Scenario(number: index + 1, spotMove: row.price - 1, volatilityMove: move)
  }

  private func marked(_ book: DeriveBook) -> Money {
    book.expiries.reduce(0) { $0 + marked($1) } + book.perpetualGain
      + book.collateral.reduce(0) { $0 + $1.value * (1 - $1.asset.haircut) }
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
