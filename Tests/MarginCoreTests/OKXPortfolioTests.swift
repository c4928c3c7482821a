import TestSupport
import Testing

@testable import MarginCore

@Suite struct OKXPortfolioTests {
  private let now = Timestamp(microseconds: 0)
  private let spot = 50_000.0

  private var market: MarketState {
    MarketState(
      time: now, underlyings: [Underlying(name: "BTC")],
      states: [UnderlyingState(spot: spot, volatility: 0.5)])
  }

  private func margin(
    _ positions: [Position], _ changes: [String: Double] = [:]
  ) throws -> MarginRequirement {
    try Models.okx(changes).requirement(for: Portfolio(positions: positions), in: market)
  }

  private func amount(_ name: String, _ margin: MarginRequirement) -> Money {
    margin.components.first { $0.name == name }?.amount ?? .nan
  }

  private func perpetual(_ quantity: Double, _ settlement: Settlement = .linear) -> Position {
    Position(
      .perpetual(PerpetualContract(underlying: 0, settlement: settlement)), quantity: quantity,
      settledPrice: spot)
  }

  private func option(_ quantity: Double, strike: Double, days: Int) -> Position {
    let contract = OptionContract(
      underlying: 0, right: .call, strike: strike, expiry: now + .days(days), multiplier: 1)
    return Position(.option(contract), quantity: quantity)
  }

  /// OKX, "Adjusts scaling factor logic in Portfolio Margin mode": 30,000 raw count 10,000 + 2 × 20,000.
  @Test func thePublishedMinimumIsReproduced() {
    let tiers = MarginalTiers([(0, 1), (10_000, 2), (70_000, 4)])
    #expect(tiers.charge(on: 30_000) == 50_000)
    #expect(tiers.charge(on: 10_000) == 10_000 && tiers.charge(on: 0) == 0)
  }

  /// OKX, update of portfolio margin of December 2024: MR9 on 10 million is 202,500.
  @Test func thePublishedDepegChargeIsReproduced() throws {
    let tiers = MarginalTiers([(5e6, 0.025), (0, 0.0075), (1e6, 0.0175)])
    #expect(abs(tiers.charge(on: 10e6) - 202_500) < 1e-9)
    let margin = try margin([perpetual(200), perpetual(-10e6, .inverse)])
    #expect(abs(amount("mr9_depeg", margin) - 202_500) < 1e-6)
  }

  /// Half of 24 % is 12 %: by hand, two coins lose 12,000 both at the edge and in the extreme move.
  @Test func onePerpetualByHand() throws {
    let long = try margin([perpetual(2)])
    #expect(abs(amount("mr1_spot_shock", long) - 12_000) < 1e-9)
    #expect(abs(amount("mr6_extreme_move", long) - 12_000) < 1e-9)
    #expect(abs(amount("mr7_minimum", long) - 50) < 1e-9)
    #expect(abs(long.maintenance - 12_000) < 1e-9 && abs(long.initial - 15_600) < 1e-9)
    #expect(long.bindingScenario == Scenario(number: 1, spotMove: -0.12, volatilityMove: -0.25))
  }

  /// By hand: 4,000 coins against a future of as many lose nothing but what the basis of 73 days may do,
  /// e^(0.05 × 0.2) − 1 of 200 million; closing 400 million costs 200,000, which tiers make
  /// 10,000 + 2 × 60,000 + 4 × 100,000 + 6 × 30,000 = 710,000.
  @Test func aHedgedBookPaysBasisOrClosing() throws {
    let future = FutureContract(underlying: 0, expiry: now + .days(73))
    let small = [1.0, -1].map { quantity in
      quantity > 0
        ? perpetual(4000) : Position(.future(future), quantity: -4000, settledPrice: spot)
    }
    let margin = try margin(small)
    #expect(abs(amount("mr1_spot_shock", margin)) < 1e-6)
    #expect(abs(amount("mr4_basis", margin) - 200e6 * 0.010050167084168) < 1e-3)
    #expect(abs(amount("mr7_minimum", margin) - 710_000) < 1e-6)
    #expect(abs(margin.maintenance - 200e6 * 0.010050167084168) < 1e-3)
    let cheap = try self.margin(small, ["annualised-move-risk": 0])
    #expect(abs(cheap.maintenance - 710_000) < 1e-6)
  }

  /// A bought option at the money loses no more than its value; short ones of two expiries pay for vega.
  @Test func vegaOfOneExpiryIsFree() throws {
    let near = option(-5, strike: 50_000, days: 10)
    let far = option(3, strike: 50_000, days: 200)
    #expect(try amount("mr3_vega_term", margin([near])) == 0)
    #expect(try amount("mr3_vega_term", margin([near, far])) > 0)
    #expect(try amount("mr2_theta_decay", margin([near])) == 0)
    #expect(try amount("mr2_theta_decay", margin([far])) > 0)
  }

  /// Coins held hedge a perpetual sold against them; coins owed pay 2 % on top of their risk.
  @Test func coinsBelongToTheUnit() throws {
    let coins = { Position(.spot(underlying: 0), quantity: $0) }
    #expect(try abs(amount("mr1_spot_shock", margin([coins(2), perpetual(-2)]))) < 1e-9)
    let owed = try margin([coins(-2)])
    #expect(abs(amount("mr8_borrowing", owed) - 2000) < 1e-9)
    #expect(abs(owed.maintenance - 14_000) < 1e-9)
  }

  /// Until 2024 contracts settled in coin and in dollars were units apart.
  ///
  /// By hand: merged, 100,000 offset cost 0.75 %, and closing 200,000 costs 0.05 %; apart each side loses
  /// 12 %.
  @Test func settlementsApartDoNotNet() throws {
    let hedge = [perpetual(2), perpetual(-100_000, .inverse)]
    #expect(abs(try margin(hedge).maintenance - (750 + 100)) < 1e-9)
    let apart = try margin(hedge, ["merged-settlements": 0])
    #expect(abs(apart.maintenance - 24_000) < 1e-9)
    #expect(amount("mr9_depeg", apart) == 0)
  }

  /// The program prices with another normal distribution, good to 1e-15 of the spot price.
  @Test func randomBooksAgreeWithAnIndependentProgram() throws {
    let books = try CoinBooks.load()
    let model = OKXPortfolio(
      id: "okx",
      ParameterValues(
        books.parameters["okx"] ?? [:],
        tables: [
          "minimum-tiers": books.rows("minimum", rate: "multiple"),
          "depeg-tiers": books.rows("depeg", rate: "rate"),
        ]))
    #expect(books.okx.count == 24)
    for test in books.okx {
      let margin = try model.requirement(for: test.portfolio, in: test.market)
      test.compare(margin)
    }
  }

  /// Twenty-one markets, a day, and two extremes at half their loss; rows add up.
  @Test func theMatrixShowsEveryScenario() throws {
    let model = try #require(Models.okx() as? any ScenarioModel)
    let book = Portfolio(positions: [perpetual(2), option(-3, strike: 55_000, days: 20)])
    let matrix = try #require(try model.scenarioMatrices(for: book, in: market).first)
    #expect(matrix.scenarios.count == 24 && matrix.covers.suffix(3) == [1, 0.5, 0.5])
    #expect(matrix.positions == [0, 1] && abs(matrix.losses[0][0] - 12_000) < 1e-9)
    for (j, total) in matrix.totals.enumerated() {
      #expect(abs(matrix.losses[0][j] + matrix.losses[1][j] - total) < 1e-6)
    }
    let margin = try model.requirement(for: book, in: market)
    #expect(matrix.active.map { matrix.scenarios[$0] } == margin.bindingScenario)
  }
}

extension CoinBooks.Case {
  /// Every component and both totals, to 1e-9 of the larger of the number and the spot price.
  func compare(_ margin: MarginRequirement) {
    let got =
      margin.components.map { ($0.name, $0.amount) } + [
        ("initial", margin.initial), ("maintenance", margin.maintenance),
      ]
    #expect(Set(got.map(\.0)) == Set(expected.keys))
    for (name, amount) in got {
      let expected = expected[name] ?? .nan
      #expect(abs(amount - expected) <= 1e-9 * max(spot, expected), "\(id) \(name)")
    }
  }
}
