import MarginCore
import TestSupport
import Testing

/// What must hold for every book under rules of coin venues, on 100 random ones; and where it does not.
///
/// Books hold what the rule covers. Comparisons allow 1e-9 of the book's gross value, as in
/// `VenuePropertyTests`.
@Suite struct VenueRulePropertyTests {
  /// A rule, and which properties it does not keep; tests below show each breach.
  struct Rule: Sendable, CustomTestStringConvertible {
    let name: String
    let model: any MarginModel
    var isInverse = false
    /// Requirements grow as books do.
    var scales = true
    /// The whole asks for no more than its positions one by one.
    var nets = true
    var testDescription: String { name }
  }

  static let tiers = [(0.0, 0.004, 125.0), (50_000, 0.01, 50), (1e6, 0.05, 10)]
    .map { (from: $0.0, rate: $0.1, leverage: $0.2) }

  /// OKX scales where closing costs do not bind, as in none of these books; see the breaches.
  static let rules = [
    Rule(name: "okx", model: Models.okx(), nets: false),
    Rule(name: "okx in coin", model: Models.okx(), isInverse: true, nets: false),
    Rule(
      name: "okx apart", model: Models.okx(["merged-settlements": 0]),
      nets: false),
    Rule(name: "bybit", model: Models.bybit(), nets: false),
    Rule(name: "bybit in coin", model: Models.bybit(), isInverse: true, nets: false),
    Rule(name: "drift", model: Models.drift(), scales: false, nets: false),
    Rule(
      name: "paradex", model: Models.paradexPortfolio),
    Rule(name: "hyperliquid", model: Models.leverageTiers, scales: false, nets: false),
    Rule(
      name: "binance", model: Models.notionalTiers(tiers), isInverse: true, scales: false,
      nets: false),
    Rule(name: "dydx", model: Models.openInterestRates(7e7)),
  ]

  private func books(_ rule: Rule) -> [RandomVenueBook] {
    (0..<100).map {
      RandomVenueBook(
        seed: UInt64($0), settlement: rule.isInverse ? .inverse : .linear, futures: true)
    }
  }

  private func held(_ book: RandomVenueBook, _ rule: Rule) -> [Position] {
    book.positions.filter { rule.model.covers($0.instrument) }
  }

  @Test(arguments: rules)
  func requirementsAreNeverNegative(rule: Rule) throws {
    for book in books(rule) {
      let margin = try book.requirement(rule.model, held(book, rule))
      #expect(margin.maintenance >= 0 && margin.initial >= margin.maintenance)
      #expect(margin.components.allSatisfy { $0.amount >= -1e-9 * book.gross })
    }
  }

  @Test(arguments: rules)
  func orderAndSplittingDoNotMatter(rule: Rule) throws {
    for book in books(rule) {
      let positions = held(book, rule)
      let whole = try book.requirement(rule.model, positions)
      let halves = positions.scaled(by: 0.5)
      let split = try book.requirement(rule.model, halves + halves.reversed())
      #expect(abs(split.initial - whole.initial) <= 1e-9 * book.gross)
      #expect(abs(split.maintenance - whole.maintenance) <= 1e-9 * book.gross)
    }
  }

  /// Excess moves by the cash added, and by nothing else.
  @Test(arguments: rules)
  func cashChangesOnlyExcess(rule: Rule) throws {
    for book in books(rule) {
      let positions = held(book, rule)
      let poor = try book.requirement(rule.model, positions)
      #expect(try book.requirement(rule.model, positions, cash: 1e9) == poor)
    }
  }

  @Test(arguments: rules)
  func anOppositeBookLeavesNothing(rule: Rule) throws {
    for book in books(rule) {
      let positions = held(book, rule)
      let both = positions + positions.scaled(by: -1)
      #expect(try book.requirement(rule.model, both).initial <= 1e-9 * book.gross)
    }
  }

  @Test(arguments: rules.filter(\.scales))
  func scalingABookScalesItsRequirement(rule: Rule) throws {
    for book in books(rule) {
      let positions = held(book, rule)
      let one = try book.requirement(rule.model, positions)
      let three = try book.requirement(rule.model, positions.scaled(by: 3))
      #expect(abs(three.initial - 3 * one.initial) <= 3e-9 * book.gross)
      #expect(abs(three.maintenance - 3 * one.maintenance) <= 3e-9 * book.gross)
    }
  }

  /// Tiers and size factors charge large books more per coin; none charges them less.
  @Test(arguments: rules.filter { !$0.scales })
  func sizeOnlyRaisesTheRate(rule: Rule) throws {
    var breaches = 0
    for book in books(rule) {
      let positions = held(book, rule).scaled(by: 1000)
      let one = try book.requirement(rule.model, positions)
      let many = try book.requirement(rule.model, positions.scaled(by: 30))
      #expect(many.maintenance >= 30 * one.maintenance - 3e-5 * book.gross)
      if many.maintenance > 30.01 * one.maintenance { breaches += 1 }
    }
    #expect(breaches > 0)
  }

  @Test(arguments: rules.filter(\.nets))
  func netIsAtMostGross(rule: Rule) throws {
    for book in books(rule) {
      let positions = held(book, rule)
      let whole = try book.requirement(rule.model, positions).initial
      let parts = try positions.reduce(0) {
        $0 + (try book.requirement(rule.model, [$1]).initial)
      }
      #expect(whole <= parts + 1e-9 * book.gross)
    }
  }

  /// Shapley values of eight positions or fewer add up to the requirement.
  @Test(arguments: rules)
  func contributionsAddUp(rule: Rule) throws {
    for book in books(rule).prefix(10) {
      let held = Portfolio(positions: held(book, rule))
      let whole = try rule.model.requirement(for: held, in: book.market).initial
      let parts = try rule.model.contributions(to: held, in: book.market)
      #expect(abs(parts.reduce(0, +) - whole) <= 1e-9 * book.gross)
    }
  }

  /// Scenario losses of OKX, Bybit and Paradex net, whatever their other charges do: the breaches of
  /// net ≤ gross below come from those alone.
  @Test(arguments: [("okx", "mr1_spot_shock"), ("bybit", "maximum_loss"), ("paradex", "scan_risk")])
  func scenarioLossesNet(name: String, component: String) throws {
    let rule = try #require(Self.rules.first { $0.name == name })
    for book in books(rule) {
      let loss = { (positions: [Position]) in
        try book.requirement(rule.model, positions).components
          .first { $0.name == component }?.amount ?? .nan
      }
      let parts = try book.positions.reduce(0) { $0 + (try loss([$1])) }
      #expect(try loss(book.positions) <= parts + 1e-9 * book.gross)
      for position in book.positions {
        let part = [position].scaled(by: -0.5)
        #expect(try loss([position] + part) <= loss([position]) + 1e-9 * book.gross)
      }
    }
  }

  /// Rows of scenario matrices add up to their totals, and the largest total is the loss asked for.
  @Test(arguments: [("okx", 24), ("bybit", 27), ("paradex", 24)])
  func matricesAddUp(name: String, columns: Int) throws {
    let rule = try #require(Self.rules.first { $0.name == name })
    let model = try #require(rule.model as? any ScenarioModel)
    for book in books(rule) {
      let portfolio = Portfolio(positions: book.positions)
      let matrices = try model.scenarioMatrices(for: portfolio, in: book.market)
      for matrix in matrices {
        #expect(matrix.scenarios.count == columns && matrix.losses.count == matrix.positions.count)
        for (j, total) in matrix.totals.enumerated() {
          #expect(abs(matrix.losses.reduce(0) { $0 + $1[j] } - total) <= 1e-9 * book.gross)
        }
      }
      let worst = matrices.reduce(0) { $0 + max(0, $1.totals.prefix(columns).max() ?? 0) }
      let parts = try book.requirement(model).components
      if name != "okx" { #expect(abs(worst - parts[0].amount) <= 1e-9 * book.gross) }
    }
  }
}
