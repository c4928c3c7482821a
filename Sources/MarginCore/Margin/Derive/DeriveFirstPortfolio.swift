/// The first portfolio manager of Lyra v2, PMRM: undiscounted scenarios, basis and static charges.
///
/// Source: Lyra (now Derive) v2, risk manager PMRM, restated in this project's own words. An
/// independent implementation; Derive and Lyra are names of their owners.
public struct DeriveFirstPortfolio: MarginModel {
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
    try market.check(portfolio, coveredBy: self, hint: "PMRM has linear options and perpetuals")
    try market.checkNoShortSpot(portfolio, model: id)
    try market.checkMarks(portfolio)
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

  private typealias Result = (
    initial: Money, worst: Money, fixed: Money, confidence: Money, marked: Money,
    scenario: Scenario?
  )

  private func result(of book: DeriveBook) -> Result {
    let (name, table) = (book.name, DeriveScenario.table(values, book.name))
    let profits = table.map { profit(of: book, in: $0) }
    let worst = min(0, basisContingency(of: book), profits.min() ?? 0)
    let (fixed, confidence) = (staticCharge(book), confidenceCharge(book))
    let peg = max(0, values["peg-threshold", of: name] - book.peg) * values["peg-factor", of: name]
    let marked = book.expiries.reduce(0) { $0 + $1.value(at: $1.forward, volatility: \.volatility) }
    return (
      (fixed - worst) * (values["initial-factor", of: name] + peg) + confidence, worst, fixed,
      confidence, marked + book.perpetualGain + book.base * book.spot / book.peg,
      profits.firstIndex(of: worst).flatMap { worst < 0 ? scenario($0, table[$0], name) : nil }
    )
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

  private func profit(of book: DeriveBook, in scenario: DeriveScenario) -> Money {
    guard case .level(let move) = scenario.shape else { return 0 }
    let linear = book.perpetualValue + book.base * book.spot / book.peg
    return book.expiries.reduce(linear * (scenario.price - 1)) { sum, expiry in
      sum + profit(of: expiry, at: scenario.price, move, book.name)
    }
  }

  private func profit(
    of expiry: DeriveExpiry, at price: Double, _ move: VolatilityMove, _ name: String
  ) -> Money {
    let shocks = VolatilityShock(
      values, name, floorDays: values["floor-days", of: name], leastUp: 0)
    let shocked = expiry.value(at: expiry.variable * price + expiry.fixed) {
      shocks.moved($0.volatility, move, years: expiry.years)
    }
    let growth =
      expiry.years
      * (expiry.rate * values["long-rate-multiple", of: name] + values["long-rate-added", of: name])
    let discount = values["long-discount", of: name] * Elementary.exp(-growth)
    return (shocked > 0 ? shocked * discount : shocked)
      - expiry.value(at: expiry.forward, volatility: \.volatility)
  }

  private func basisContingency(of book: DeriveBook) -> Money {
    book.expiries.reduce(0) { sum, expiry in
      let name = book.name
      let factor =
        values["basis-added", of: name] + values["basis-multiple", of: name] * expiry.years
      let marked = expiry.value(at: expiry.forward, volatility: \.volatility)
      let moves = [values["basis-up", of: name], values["basis-down", of: name]].map {
        expiry.value(at: expiry.variable * $0 + expiry.fixed, volatility: \.volatility) - marked
      }
      return sum + min(0, moves[0], moves[1]) * factor
    }
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
      confidence < values["confidence-threshold", of: book.name]
        ? (1 - confidence) * values["confidence-margin", of: book.name] * coins * book.spot : 0
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
