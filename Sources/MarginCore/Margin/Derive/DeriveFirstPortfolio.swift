/// The first portfolio manager of Lyra v2, PMRM: undiscounted scenarios, basis and static charges.
///
/// Source: Lyra (now Derive) v2, risk manager PMRM, restated in this project's own words. An
/// independent implementation; Derive and Lyra are names of their owners.
public struct DeriveFirstPortfolio: DeriveScenarioModel {
  /// The model's id.
  public let id: String
  private let values: ParameterValues

  init(id: String, _ values: ParameterValues) {
    (self.id, self.values) = (id, values)
  }

  /// Linear perpetuals and options, and coins held, of which none can be short.
  public func covers(_ instrument: Instrument) -> Bool { instrument.isOnDerive(withSpot: true) }

  /// The worst scenario and static charges times a factor, plus oracle charges.
  public func requirement(
    for portfolio: Portfolio, in market: MarketState
  ) throws(ModelError) -> MarginRequirement {
    try check(portfolio, in: market)
    let results = DeriveBook.all(of: portfolio, in: market).map(result(of:))
    let sum = { (part: (Result) -> Money) in results.reduce(0) { $0 + part($1) } }
    return MarginRequirement(
      initial: max(0, sum(\.initial)), maintenance: max(0, sum { $0.fixed - $0.worst }),
      components: [
        MarginComponent("worst_loss", sum { -$0.worst }),
        MarginComponent("static_contingency", sum(\.fixed)),
        MarginComponent("confidence_contingency", sum(\.confidence)),
        MarginComponent("mark_to_market", sum(\.marked)),
      ],
      bindingScenario: results.min { $0.worst < $1.worst }?.scenario)
  }

  func check(_ portfolio: Portfolio, in market: MarketState) throws(ModelError) {
    try market.check(portfolio, coveredBy: self, hint: "PMRM has linear options and perpetuals")
    try market.checkNoShortSpot(portfolio, model: id)
    try market.checkMarks(portfolio)
  }

  private typealias Result = (
    initial: Money, worst: Money, fixed: Money, confidence: Money, marked: Money,
    scenario: Scenario?
  )

  private func result(of book: DeriveBook) -> Result {
    let (name, scenarios) = (book.name, scenarios(of: book))
    let (worst, fixed, confidence) = (scenarios.worst, staticCharge(book), confidenceCharge(book))
    return (
      (fixed - worst) * (values["initial-factor", of: name] + values.pegCharge(book.peg, of: name))
        + confidence, worst, fixed, confidence,
      scenarios.marked + book.perpetualGain + book.base * book.spot / book.peg,
      scenarios.binding
    )
  }

  func scenarios(of book: DeriveBook) -> DeriveScenarios {
    DeriveScenarios(book, DeriveScenario.table(values, book.name), values, isSecond: false)
  }

  private func staticCharge(_ book: DeriveBook) -> Money {
    let name = book.name
    return book.spot
      * (abs(book.perpetuals) * values["perpetual-charge", of: name]
        + book.base * values["base-charge", of: name]
        + book.nakedOptions * values["option-charge", of: name])
  }

  private func confidenceCharge(_ book: DeriveBook) -> Money {
    let charge = { (confidence: Double, coins: Double) in
      values.confidenceCharge(confidence, of: book.name) * coins * book.spot
    }
    return book.expiries.reduce(charge(book.confidence, abs(book.perpetuals) + book.base)) {
      $0 + charge(min(book.confidence, $1.confidence), $1.gross)
    }
  }
}

extension MarketState {
  /// Throws where a coin is owed, which Derive knows as a negative balance of cash only.
  func checkNoShortSpot(_ portfolio: Portfolio, model: String) throws(ModelError) {
    for position in portfolio.positions where position.quantity < 0 {
      guard case .spot(let underlying) = position.instrument else { continue }
      throw .unsupported(
        model: model, instrument: "short spot holding of \(underlyings[underlying].name)",
        hint: "sell the perpetual instead")
    }
  }
}

extension DeriveFirstPortfolio {
  /// The family of Lyra's first portfolio manager.
  public static let family = ModelFamily(
    name: "derive-first-portfolio",
    summary: "Worst of undiscounted scenarios and basis moves, with charges on size.",
    parameters: DeriveParameters.scenarios + DeriveParameters.basis + DeriveParameters.oracles + [
      ModelParameter("long-discount", "factor on an expiry's positive shocked value", in: 0...10),
      ModelParameter("long-rate-multiple", "interest rates in its decay", in: 0...10),
      ModelParameter("long-rate-added", "added to that rate, per year", in: 0...10),
      ModelParameter("perpetual-charge", "charge on perpetuals, of spot", in: 0...1),
      ModelParameter("base-charge", "charge on coins held, of spot", in: 0...1),
      ModelParameter("option-charge", "charge on naked short options, of spot", in: 0...1),
      ModelParameter("initial-factor", "initial over maintenance margin", in: 0...10),
    ],
    make: { DeriveFirstPortfolio(id: $0, $1) })
}
