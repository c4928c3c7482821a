import Foundation
import MarginCore
import Testing

@testable import MarginReplay

/// λ of cost-aware hedging rules: what a little of the hedge costs to trade.
struct ProportionalCostTests {
  private let state = UnderlyingState(spot: 50, volatility: 0.4)

  private func lambda(
    _ costs: CostModel, _ instrument: Instrument = .spot(underlying: 0), volume: Money = 0
  ) -> Double {
    costs.proportionalCost(of: instrument, in: state, at: day(0), volume: volume)
  }

  @Test func itIsFeeAndHalfSpreadWithoutImpactAndMinimum() {
    var costs = CostModel(
      fee: 1e-4, halfSpread: 2e-4, impact: MarketImpact(coefficient: 1, averageDailyVolume: 10))
    costs.fees.minimum = 1_000
    #expect(abs(lambda(costs) - 3e-4) < 1e-18)
  }

  /// By hand: 0.05 of 50 is 10 bp, twice as wide at twice the reference: 20 bp; 0.01 a unit is 2 bp.
  @Test func ticksWideningAndContractsCount() {
    var costs = CostModel(halfSpread: 1e-4)
    costs.spreads.least = 0.05
    costs.spreads.widening = SpreadWidening(reference: 0.2)
    costs.fees.perContract = 0.01
    #expect(abs(lambda(costs) - 22e-4) < 1e-15)
    // An inverse contract of 10 dollars is 0.2 units: 0.01 each is 10 bp.
    let inverse = PerpetualContract(underlying: 0, multiplier: 10, settlement: .inverse)
    #expect(abs(lambda(costs, .perpetual(inverse)) - 30e-4) < 1e-15)
  }

  /// By hand: a fifth at −1 bp and four fifths at the tier's 2 bp make 1.4 bp.
  @Test func tiersAndMakersCountAndARebateIsNoNegativeCost() {
    var costs = CostModel(fee: 5e-4)
    costs.fees.tiers = FeeTiers([.init(volume: 1_000, fee: 2e-4)])
    costs.fees.maker = MakerShare(share: 0.2, fee: -1e-4)
    #expect(abs(lambda(costs, volume: 1_000) - 1.4e-4) < 1e-18)
    costs.fees.maker = MakerShare(share: 1, fee: -1e-4)
    #expect(lambda(costs) == 0)
  }

  @Test func withoutAPriceThereIsNone() {
    let zero = UnderlyingState(spot: 0, volatility: 0.4)
    let lambda = CostModel(fee: 1e-4).proportionalCost(
      of: .spot(underlying: 0), in: zero, at: day(0), volume: 0)
    #expect(lambda == 0)
  }

  /// A spread in ticks makes a band like the same spread in basis points, where it once made none.
  @Test func aSpreadInTicksMakesABand() throws {
    func quantities(_ costs: CostModel) throws -> [Double] {
      var option = HedgedOption(quantity: -100)
      option.plan = HedgePlan(policy: WhalleyWilmottHedge(riskAversion: 0.01))
      option.costs = costs
      return try option.log([100, 100, 100, 100]).trades.filter { $0.reason == .hedge }
        .map(\.quantity)
    }
    var ticks = CostModel()
    ticks.spreads.least = 0.1
    let trades = try quantities(ticks)
    #expect(trades.count == 2)
    for (a, b) in zip(trades, try quantities(CostModel(halfSpread: 1e-3))) {
      #expect(abs(a - b) < 1e-12)
    }
  }
}
