import MarginCore
import MarginReplay
import TestSupport
import Testing

/// Bands of net delta: their width, where trades end, and what happens at their limits.
struct HedgeBandTests {
  /// 1,000 calls, S = K = 100, r = 3 %, σ = 20 %, three months, net gamma negative.
  private let book = BookCurvature(
    spot: 100, gamma: -39.5837686944749484, years: 0.25, volatility: 0.2, rate: 0.03)

  // The formulas of the doc comments by mpmath at 30 digits. 1e-12 relative is what a power of the
  // exponential and logarithm here may lose.
  @Test func whalleyWilmottsHalfWidth() {
    let policy = WhalleyWilmottHedge(riskAversion: 1e-4)
    #expect(abs(policy.halfWidth(book, cost: 0.001) / 132.624199913573082 - 1) < 1e-12)
  }

  @Test func zakamoulinesHalfWidthAndVolatility() throws {
    let policy = ZakamoulineHedge(riskAversion: 1e-4)
    #expect(abs(policy.halfWidth(book, cost: 0.001) / 125.292695282279060 - 1) < 1e-12)
    let short = try #require(policy.varianceFactor(of: 0.2, in: book, cost: 0.001))
    #expect(abs(short - 1.0579700830430231876) < 1e-12)
    var long = book
    long.gamma = -long.gamma
    let factor = try #require(policy.varianceFactor(of: 0.2, in: long, cost: 0.001))
    #expect(abs(factor - (2 - 1.0579700830430231876)) < 1e-12)
  }

  /// 4.76 λ^0.78 … above 1: the long hedger's volatility does not exist, and delta stays as it is.
  @Test func aLongBookThatCostsTooMuchIsNotAdjusted() {
    var long = book
    long.gamma = -long.gamma
    #expect(
      ZakamoulineHedge(riskAversion: 1).varianceFactor(of: 0.2, in: long, cost: 0.1) == nil)
    #expect(
      CostAdjustedDelta(.leland, every: .day).varianceFactor(of: 0.2, in: long, cost: 0.1) == nil)
  }

  @Test func theCostOfThePolicyComesBeforeThatOfTheExperiment() {
    func target(_ policy: any HedgingPolicy) -> Double? {
      policy.netDelta(
        HedgeExposure(time: day(0), netDelta: 200, curvature: book, cost: 0.001))
    }
    let own = WhalleyWilmottHedge(riskAversion: 1e-4).halfWidth(book, cost: 0.001)
    #expect(target(WhalleyWilmottHedge(riskAversion: 1e-4)) == own)
    #expect(target(WhalleyWilmottHedge(riskAversion: 1e-4, cost: 0)) == 0)
    #expect(target(WhalleyWilmottHedge(riskAversion: 1e-4, to: .middle)) == 0)
    #expect(target(WhalleyWilmottHedge(riskAversion: 1e-4, cost: 0.1)) == nil)
  }

  @Test func tradesEndAtTheEdgeThatWasCrossedOrInTheMiddle() {
    let edge = HedgeBand(halfWidth: 5, to: .edge)
    #expect([-9, -5, 0, 5, 5.1].map(edge.target) == [-5, nil, nil, nil, 5])
    let middle = HedgeBand(halfWidth: 5, to: .middle)
    #expect([-9, -5, 5.1].map(middle.target) == [0, nil, 0])
  }

  /// A band of zero trades whenever there is any delta; what is not a width counts as zero.
  @Test func aBandOfZeroHedgesEverything() {
    for width in [0, -1, Double.nan] {
      let band = HedgeBand(halfWidth: width, to: .edge)
      #expect(band.target(1e-300) == 0 && band.target(0) == nil)
    }
  }

  /// Near expiry H₀ grows without bound, and nothing is traded; a book that is gone has no band.
  @Test func aBandWithoutBoundTradesNothing() {
    var dying = book
    dying.years = 1e-300
    let policy = ZakamoulineHedge(riskAversion: 1e-4)
    let exposure = HedgeExposure(time: day(0), netDelta: 1e9, curvature: dying, cost: 0.001)
    #expect(policy.netDelta(exposure) == nil)
    #expect(policy.netDelta(HedgeExposure(time: day(0), netDelta: 7, cost: 0.001)) == 0)
  }

  @Test(arguments: [
    BookCurvature(spot: 0, gamma: 1, years: 1, volatility: 0.2),
    BookCurvature(spot: -30, gamma: 1, years: 1, volatility: 0.2),
    BookCurvature(spot: 100, gamma: 1, years: 1, volatility: 0),
    BookCurvature(spot: 100, gamma: 1, years: 1, volatility: .nan),
    BookCurvature(spot: 100, gamma: 1, years: 0, volatility: 0.2),
    BookCurvature(spot: 100, gamma: 0, years: 1, volatility: 0.2),
    BookCurvature(spot: 100, gamma: .nan, years: 1, volatility: 0.2),
  ])
  func withoutPriceTimeVolatilityOrGammaThereIsNoBand(book: BookCurvature) {
    #expect(WhalleyWilmottHedge(riskAversion: 1).halfWidth(book, cost: 0.001) == 0)
    #expect(ZakamoulineHedge(riskAversion: 1).halfWidth(book, cost: 0.001) == 0)
    #expect(
      ZakamoulineHedge(riskAversion: 1).varianceFactor(of: 0.2, in: book, cost: 0.001) == nil)
  }

  /// A jump over many bands is one trade, from where the hedge was to the edge, at the price after it.
  @Test(arguments: [HedgeBand.Goal.edge, .middle])
  func aJumpOverSeveralBandsIsOneTrade(goal: HedgeBand.Goal) throws {
    var option = HedgedOption(quantity: -100)
    option.plan = HedgePlan(policy: DeltaBandHedge(width: 0.02, to: goal))
    let log = try option.log([100, 100.01, 130, 130.01, 130.02])
    let jump = log.trades.filter { $0.reason == .hedge && $0.time == log.steps[2].time }
    #expect(jump.count == 1 && jump.first?.price == 130)
    let left = goal == .edge ? -2.0 : 0
    #expect(abs(log.steps[2].greeks.delta - left) < 1e-9)
  }
}
