import TestSupport
import Testing

@testable import MarginCore

/// Each transform on a model whose requirement is known: twice and once the spot price.
struct TransformTests {
  private func market(
    _ spots: [Double], volatility: [Double]? = nil
  ) -> MarketState {
    let path = UnderlyingPath(
      spot: spots, volatility: volatility ?? spots.map { _ in 0.32 })
    return MarketHistory(
      times: spots.indices.map { Timestamp(microseconds: 0) + .days($0) },
      underlyings: [Underlying(name: "X", tradingDays: 256)], paths: [path],
      firstStep: spots.count - 1)[spots.count - 1]
  }

  private let book = Portfolio(positions: [Position(.spot(underlying: 0), quantity: 50)])

  private func amounts(
    _ transform: any MarginTransform, _ market: MarketState, rate: Double = 1
  ) throws -> [Double] {
    let model = TransformedModel(id: "t", FixedModel(rate: rate), transform)
    let requirement = try model.requirement(for: book, in: market)
    #expect(requirement.components.map(\.name) == ["fixed", transform.component])
    #expect(requirement.components[1].amount == requirement.initial - 2 * rate * market[0].spot)
    return [requirement.initial, requirement.maintenance]
  }

  @Test func multiplier() throws {
    #expect(try amounts(Multiplier(1.5), market([100])) == [300, 150])
  }

  @Test func floorCapAndWeight() throws {
    let reference = FixedModel(rate: 1.2)
    #expect(try amounts(Reference(.floor, reference), market([100])) == [240, 120])
    #expect(try amounts(Reference(.floor, reference), market([100]), rate: 3) == [600, 300])
    #expect(
      try amounts(Reference(.cap(multiple: 2), reference), market([100]), rate: 3) == [480, 240])
    #expect(try amounts(Reference(.cap(multiple: 2), reference), market([100])) == [200, 100])
    #expect(
      try amounts(Reference(.weight(0.25), FixedModel(rate: 5)), market([100])) == [400, 200])
  }

  /// M (1 + b (1 − release)): calm prices keep the buffer, a jump releases it.
  @Test func buffer() throws {
    let buffer = Buffer(share: 0.25, release: 1.5...3, decay: 0.5, window: 20)
    let calm = (0...20).map { $0.isMultiple(of: 2) ? 100.0 : 101 }
    #expect(try amounts(buffer, market(calm)) == [250, 125])
    let wild = calm.dropLast() + [140]
    // All but one return are 0.00995, the last ln(140/101) = 0.32656: ratio² = (0.5 v + 0.5 r²) ÷ v̄
    // with v̄ = (19 × 0.00995² + 0.32656²)/20 = 0.005426, v = 0.000099 by then: 9.84, √ is 3.1.
    #expect(try amounts(buffer, market(Array(wild))) == [280, 140])
    #expect(buffer.released(at: 1.5) == 0 && buffer.released(at: 2.25) == 0.5)
    #expect(buffer.released(at: 3) == 1 && buffer.ratio([0, 0, 0]) == 0)
  }

  /// The last two spots rose by a half each; at 10 % a step margin is held to 100 × 1.1².
  @Test func speedLimit() throws {
    let limit = SpeedLimit(rise: 0.1, window: 2)
    let got = try amounts(limit, market([100, 150, 225]))
    #expect(abs(got[0] - 2 * 121) < 1e-12 && abs(got[1] - 121) < 1e-12)
    #expect(try amounts(limit, market([100, 90, 80])) == [160, 80])
    #expect(limit.lookBack(over: 5) == 7)
    let unknown = market([100, 150, 225], volatility: [.nan, 0.3, 0.3])
    #expect(try abs(amounts(limit, unknown)[1] - 165) < 1e-12)
    #expect(throws: ModelError.shortHistory(model: "fixed", needed: 2, available: 0)) {
      try amounts(limit, market([100]))
    }
  }

  /// 50 units at 100: exposure 5,000; 10 basis points are 5.
  @Test func liquidity() throws {
    let addOn = LiquidityAddOn(halfSpread: 0.001, volatilityHalfSpread: 0.5)
    #expect(try amounts(addOn, market([100])) == [205, 105])
  }

  /// 50 units at 10 a day take 5 days; σ of a day is 0.32 ÷ 16 = 2 %, the charge 3 × 5,000 × 0.02 × (√5 − 1).
  @Test func concentration() throws {
    let addOn = ConcentrationAddOn(dailyVolume: 10, threshold: 1, multiple: 3)
    let got = try amounts(addOn, market([100]))
    #expect(abs(got[0] - (200 + 300 * (5.0.squareRoot() - 1))) < 1e-12)
    let large = ConcentrationAddOn(dailyVolume: 50, threshold: 1, multiple: 3)
    #expect(try amounts(large, market([100])) == [200, 100])
  }

  @Test func missingVolatilityIsAnErrorWhereItCounts() {
    let bare = MarketState(
      time: Timestamp(microseconds: 0), underlyings: [Underlying(name: "X")],
      states: [UnderlyingState(spot: 100, volatility: .nan)])
    #expect(throws: ModelError.missingVolatility(underlying: "X")) {
      try ConcentrationAddOn(dailyVolume: 10, threshold: 1, multiple: 3).adjusted(
        MarginAmounts(initial: 0, maintenance: 0), of: FixedModel(), for: book, in: bare)
    }
  }

  /// Floors, add-ons and buffers never lower, caps and speed limits never raise, and more of either
  /// does more, on 50 random paths.
  @Test func transformsAreMonotone() throws {
    for seed in 0..<50 {
      var random = SplitMix64(state: UInt64(seed))
      var spots = [100.0]
      for _ in 0..<30 {
        spots.append(spots[spots.count - 1] * .random(in: 0.8...1.25, using: &random))
      }
      let market = market(spots)
      let reference = FixedModel(rate: .random(in: 0.5...2, using: &random))
      let plain = [2 * market[0].spot, market[0].spot]
      let raising: [any MarginTransform] = [
        Reference(.floor, reference), Multiplier(1.1),
        Buffer(share: 0.25, release: 1...2, decay: 0.9, window: 30),
        LiquidityAddOn(halfSpread: 0.01, volatilityHalfSpread: 0),
        ConcentrationAddOn(dailyVolume: 5, threshold: 1, multiple: 3),
      ]
      for transform in raising {
        #expect(try zip(amounts(transform, market), plain).allSatisfy { $0 >= $1 })
      }
      let lowering: [any MarginTransform] = [
        Reference(.cap(multiple: 1), reference), SpeedLimit(rise: 0.05, window: 10),
      ]
      for transform in lowering {
        #expect(try zip(amounts(transform, market), plain).allSatisfy { $0 <= $1 })
      }
      let slow = try amounts(SpeedLimit(rise: 0.02, window: 10), market)
      let fast = try amounts(SpeedLimit(rise: 0.2, window: 10), market)
      #expect(slow[0] <= fast[0])
    }
  }
}
