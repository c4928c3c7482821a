import MarginCore
import Testing

@testable import MarginReplay

/// The wealth that is left when a portfolio pays for its own rebalancing.
struct SelfFinancingTests {
  /// Opening weights of Σw at a cost of c a unit leaves V/(1 + cΣw): V′ = V − c·Σw·V′ solved by hand.
  @Test(arguments: [0, 0.0005, 0.05, 0.5, 0.9])
  func anOpeningLeavesItsClosedForm(cost: Double) throws {
    for weights in [0.6, 1, 1.05] {
      let left = try #require(
        SelfFinancing.wealth(from: 1_000) { cost * weights * abs($0) })
      #expect(abs(left / (1_000 / (1 + cost * weights)) - 1) < 1e-12)
    }
  }

  /// 30 digits of mpmath's findroot for V′ + Σ cost(w V′/p − q) = V: 60/40 of 1,000,000 at prices 100
  /// and 50, 7,000 and 5,000 held, 7 bp and square-root impact 0.5 at 20,000 ADV and 20 % volatility.
  @Test func impactIsSolvedToo() throws {
    let costs = CostModel(
      fee: 5e-4, halfSpread: 2e-4,
      impact: SquareRootImpact(coefficient: 0.5, averageDailyVolume: 20_000))
    let state = UnderlyingState(spot: 100, volatility: 0.2)
    let left = try #require(
      SelfFinancing.wealth(from: 1_000_000) { left in
        let trades = [(0.6 * left / 100 - 7_000, 100.0), (0.4 * left / 50 - 5_000, 50.0)]
        return trades.reduce(0) {
          let (quantity, price) = $1
          return $0
            + costs.cost(
              of: quantity, .spot(underlying: 0), at: price, in: state, tradingDays: 252
            ).total
        }
      })
    #expect(abs(left / 999_318.21535399249298 - 1) < 1e-12)
  }

  /// V/(1 + c) again, where a thousand steps are too few.
  @Test(arguments: [0.97, 0.99, 0.999])
  func whatContractsSlowlyIsFound(cost: Double) throws {
    let left = try #require(SelfFinancing.wealth(from: 1_000) { cost * abs($0) })
    #expect(abs(left / (1_000 / (1 + cost)) - 1) < 1e-12)
  }

  /// A cost of c·Σw ≥ 1 of each unit does not contract; nor is there wealth where costs exceed it.
  @Test func withoutASolutionThereIsNone() {
    #expect(SelfFinancing.wealth(from: 1_000) { 1.0 * abs($0) } == nil)
    #expect(SelfFinancing.wealth(from: 1_000) { 3.0 * abs($0) } == nil)
    #expect(SelfFinancing.wealth(from: 1_000) { _ in 1_000 } == nil)
    #expect(SelfFinancing.wealth(from: 1_000) { _ in 5_000 } == nil)
    #expect(SelfFinancing.wealth(from: 1_000) { _ in Double.nan } == nil)
    #expect(SelfFinancing.wealth(from: 1_000) { _ in Double.infinity } == nil)
  }

  /// A fee of 500 for whatever leaves more than 700: neither that nor less adds up to 1,000.
  @Test func aJumpOfCostsIsNoSolution() {
    #expect(SelfFinancing.wealth(from: 1_000) { $0 > 700 ? 500 : 0 } == nil)
  }

  @Test(arguments: [0, -1, Double.nan, .infinity, -.infinity])
  func withoutWealthThereIsNoTrade(wealth: Double) {
    #expect(SelfFinancing.wealth(from: wealth) { _ in 0 } == nil)
  }
}
