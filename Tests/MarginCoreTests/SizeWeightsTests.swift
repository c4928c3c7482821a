import TestSupport
import Testing

@testable import MarginCore

/// Numbers of Drift's own tests (drift-labs/protocol-v2, `math/margin/tests.rs`), which round down to 1e-4.
@Suite struct SizeWeightsTests {
  private func weight(_ changes: [String: Double]) -> SizeWeight {
    let values: [String: Double] = [
      "initial-asset-weight": 0.9, "initial-debt-weight": 1.1, "size-factor": 0, "scale-start": 0,
      "deposits": 0, "maintenance-asset-weight": 0.75, "maintenance-debt-weight": 0,
      "initial-gain-weight": 1, "gain-size-factor": 0.001, "initial-gain-cap": 1e15,
    ]
    return SizeWeight(ParameterValues(values.merging(changes) { $1 }), "SOL")
  }

  private func roundedDown(_ weight: Double) -> Double {
    (weight * 10_000 + 1e-9).rounded(.down) / 10_000
  }

  @Test(arguments: [
    (0.0, 1000.0, 0.9), (10e-6, 1000, 0.9), (10e-6, 1e9, 0.8357), (0.01, 1000, 0.8357),
    (0.1, 1000, 0.2642),
  ])
  func assetsAreWorthLessInBulk(factor: Double, coins: Double, expected: Double) {
    #expect(roundedDown(weight(["size-factor": factor]).asset(coins, .initial)) == expected)
  }

  @Test(arguments: [
    (0.0, 1.1), (10e-6, 1.1), (0.01, 1.1962), (0.1, 4.0422),
  ])
  func debtsWeighMoreInBulk(factor: Double, expected: Double) {
    #expect(roundedDown(weight(["size-factor": factor]).debt(1000, .initial)) == expected)
  }

  @Test func maintenanceWeighsSizeToo() {
    #expect(roundedDown(weight(["size-factor": 0.1]).debt(1000, .maintenance)) == 3.1622)
    // 337 of 10,000 in the protocol's test, for 100,000 coins.
    #expect(roundedDown(weight(["size-factor": 0.1]).asset(100_000, .maintenance)) == 0.0337)
  }

  /// Deposits of 0, 0.5, 1 and 1.5 million dollars where scaling starts at half a million.
  @Test(arguments: [(0.0, 0.9), (5e5, 0.9), (1e6, 0.45), (1.5e6, 0.3)])
  func largeDepositsScaleTheInitialWeight(deposits: Double, expected: Double) {
    let weight = weight(["scale-start": 5e5, "deposits": deposits])
    #expect(abs(weight.asset(1, .initial) - expected) < 1e-15)
    #expect(weight.asset(1, .maintenance) == 0.75)
  }

  @Test(arguments: [
    (22_699.050905, 0.9559), (24_282.786896, 0.9516), (242_827.86896, 0.7368),
    (2_428_278.6896, 0.4299), (24_282_786.896, 0.1855), (242_827_868.96, 0.0663),
  ])
  func largeGainsCountForLess(gain: Double, expected: Double) {
    #expect(roundedDown(weight([:]).counted(gain, .initial) / gain) == expected)
    #expect(weight([:]).counted(-gain, .initial) == -gain)
  }

  private func margin(
    _ positions: [Position], spot: Double, _ changes: [String: Double]
  ) throws -> MarginRequirement {
    let market = MarketState(
      time: Timestamp(microseconds: 0), underlyings: [Underlying(name: "SOL")],
      states: [UnderlyingState(spot: spot, volatility: .nan)])
    return try Models.drift(changes).requirement(
      for: Portfolio(positions: positions), in: market)
  }

  /// A short perpetual of the protocol's test, entered at 25,000: 13,555.327867 dollars at 22,050 and
  /// 12,940.573769 at 21,050, of whose gain 100 dollars count.
  @Test(arguments: [(22_050.0, 13_555.327867), (21_050, 12_940.573769)])
  func thePublishedPerpetualIsReproduced(spot: Double, expected: Double) throws {
    let size = -6.1475409835
    let position = Position(
      .perpetual(PerpetualContract(underlying: 0)), quantity: size, settledPrice: 25_000)
    let margin = try margin([position], spot: spot, ["perpetual-size-factor": 0.001])
    #expect(abs(margin.components[2].amount - expected) < 1e-5)
    let gain = size * (spot - 25_000)
    #expect(abs(margin.components[3].amount - (gain - 100)) < 1e-9)
  }

  /// Weighted assets less weighted debts, the venue's comparison, by an independent program.
  @Test func randomBooksAgreeWithAnIndependentProgram() throws {
    let books = try CoinBooks.load()
    #expect(books.drift.count == 16)
    for test in books.drift {
      let positions = [
        Position(.spot(underlying: 0), quantity: test.coins),
        Position(
          .perpetual(PerpetualContract(underlying: 0)), quantity: test.perpetuals,
          settledPrice: test.entry),
      ]
      let margin = try margin(positions, spot: test.spot, ["deposits": test.deposits])
      let slack = 1e-12 * test.spot * (1 + abs(test.coins) + abs(test.perpetuals))
      #expect(abs(margin.initial - (test.expected["initial"] ?? .nan)) <= slack, "\(test.id)")
      let expected = test.expected["maintenance"] ?? .nan
      #expect(abs(margin.maintenance - expected) <= slack, "\(test.id)")
    }
  }

  @Test func optionsAndFuturesAreRefused() {
    let model = Models.drift()
    let future = FutureContract(underlying: 0, expiry: Timestamp(microseconds: 1))
    #expect(!model.covers(.future(future)) && model.covers(.spot(underlying: 0)))
    #expect(!model.covers(.perpetual(PerpetualContract(underlying: 0, settlement: .inverse))))
  }
}
