import MarginCore
import Testing

@testable import MarginFiles

/// Perpetuals, coin settlement, marks and collateral in portfolio files.
@Suite struct VenuePortfolioTests {
  static let text = """
    schema: 1
    market:
      time: 2026-01-02
      underlyings:
        BTC: {spot: 90_000, volatility: 0.5}
        ETH: {spot: 3_000, settlement-price: 0.99, spot-confidence: 0.9, expiries: [{expiry: 2026-01-30, forward: 3_030, rate: 0.05, confidence: 0.8}]}
    portfolio:
      currency: USD
      positions:
        - {perpetual: BTC, quantity: 10_000, multiplier: 10, settlement: inverse, price: 90_100, entry-price: 80_000}
        - {future: BTC, expiry: 2026-03-27, quantity: -2}
        - {option: put, underlying: ETH, strike: 2_800, expiry: 2026-01-30, quantity: -5, multiplier: 1, volatility: 0.7}
      collateral:
        - {asset: BTC, quantity: 0.5, haircut: 0.05}
        - {asset: WEETH, quantity: 2, price: 3_200, moves-with: ETH, haircut: 0.2, initial-haircut: 0.3, confidence: 0.9}
        - {asset: EUR, quantity: 100, price: 1.1}
    """

  private func problems(_ old: String, _ new: String) -> [String] {
    do {
      _ = try parsePortfolio(Self.text.replacing(old, with: new), named: "p.yaml")
      return []
    } catch {
      return error.problems.map { "\($0.place.description.split(separator: ":")[1]) \($0.code)" }
    }
  }

  @Test func contractsAreRead() throws {
    let positions = try parsePortfolio(Self.text, named: "p.yaml").portfolio.positions
    #expect(
      positions[0].instrument
        == .perpetual(PerpetualContract(underlying: 0, multiplier: 10, settlement: .inverse)))
    #expect(positions[0].settledPrice == 80_000 && positions[0].quote == 90_100)
    #expect(positions[1].instrument.settlement == .linear && positions[1].settledPrice == 90_000)
  }

  @Test func marksAreRead() throws {
    let file = try parsePortfolio(Self.text, named: "p.yaml")
    let option = try #require(file.portfolio.positions[2].instrument.option)
    let marks = try #require(file.market[1].marks)
    #expect(marks.volatility(of: option) == 0.7 && marks.settlementPrice == 0.99)
    #expect(marks.spotConfidence == 0.9 && marks.perpetualConfidence == 1)
    let expiry = try #require(marks.mark(of: option.expiry))
    #expect(expiry.forwardRatio == 1.01 && expiry.rate == 0.05 && expiry.confidence == 0.8)
    #expect(file.market[0].marks == nil)
  }

  @Test func collateralIsRead() throws {
    let file = try parsePortfolio(Self.text, named: "p.yaml")
    #expect(
      file.portfolio.collateral == [
        Collateral("BTC", quantity: 0.5, underlying: 0, haircut: 0.05),
        Collateral(
          "WEETH", quantity: 2, price: 3200, underlying: 1, haircut: 0.2, initialHaircut: 0.3,
          confidence: 0.9),
        Collateral("EUR", quantity: 100, price: 1.1),
      ])
  }

  @Test(arguments: [
    ("perpetual: BTC", "perpetual: BTX", "10 unknown-underlying"),
    ("settlement: inverse", "settlement: invers", "10 unknown-value"),
    ("entry-price: 80_000", "entry-price: 0", "10 out-of-range"),
    ("quantity: 10_000", "quantity: 0", "10 out-of-range"),
    ("asset: WEETH, quantity: 2, price: 3_200", "asset: WEETH, quantity: 2", "15 missing-key"),
    ("moves-with: ETH", "moves-with: ETX", "15 unknown-underlying"),
    ("initial-haircut: 0.3", "initial-haircut: 0.1", "15 out-of-range"),
    ("haircut: 0.05", "haircut: 5", "14 percent"),
    ("asset: EUR, quantity: 100", "asset: EUR, quantity: -100", "16 out-of-range"),
    ("forward: 3_030", "forward: -1", "6 out-of-range"),
    ("settlement-price: 0.99", "settlement-price: 0", "6 out-of-range"),
    ("spot-confidence: 0.9", "spot-confidence: 90", "6 percent"),
    (
      "confidence: 0.8}]", "confidence: 0.8}, {expiry: 2026-01-30, forward: 3_000}]",
      "6 repeated-mark"
    ),
    ("volatility: 0.7", "volatility: 70", "12 percent"),
  ])
  func mistakesAreFound(old: String, new: String, problem: String) {
    #expect(problems(old, new) == [problem])
  }

  @Test func oneContractHasOneVolatility() {
    let option =
      "    - {option: put, underlying: ETH, strike: 2_800, expiry: 2026-01-30, quantity: -5, multiplier: 1, volatility: 0.7}"
    #expect(
      problems(option, option + "\n" + option.replacing("0.7", with: "0.8")) == ["13 repeated-mark"]
    )
  }

  /// Every venue's model answers for a book it has rules for.
  @Test(arguments: ["deribit-pm", "deribit-cross-pm", "deribit-pm-2021", "deribit-sm"])
  func deribitAnswers(model: String) throws {
    let file = try parsePortfolio(
      Self.text.replacing("entry-price: 80_000", with: "entry-price: 90_000"), named: "p.yaml")
    let margin = try ModelCatalogue.standard.model(model)
      .requirement(for: file.portfolio, in: file.market)
    #expect(margin.initial > margin.maintenance && margin.maintenance > 0)
  }

  @Test(arguments: ["derive-pm2", "lyra-pmrm-v1", "derive-sm"])
  func deriveRefusesFuturesAndAnswersWithoutThem(model: String) throws {
    let future = "    - {future: BTC, expiry: 2026-03-27, quantity: -2}\n"
    let linear = Self.text.replacing("10_000, multiplier: 10, settlement: inverse", with: "1")
    let rule = try ModelCatalogue.standard.model(model)
    let refused = try parsePortfolio(linear, named: "p.yaml")
    #expect(throws: ModelError.self) {
      try rule.requirement(for: refused.portfolio, in: refused.market)
    }
    let file = try parsePortfolio(linear.replacing(future, with: ""), named: "p.yaml")
    let margin = try rule.requirement(for: file.portfolio, in: file.market)
    #expect(margin.initial > margin.maintenance && margin.maintenance > 0)
  }
}
