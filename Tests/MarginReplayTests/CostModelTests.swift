import MarginCore
import MarginReplay
import Testing

/// The cost of single trades against values worked out by hand or by an independent program.
struct CostModelTests {
  private let state = UnderlyingState(spot: 100, volatility: 0.2)

  private func cost(
    _ costs: CostModel, of quantity: Double = 300, at time: Timestamp? = nil, volume: Money = 0
  ) -> TradeCost {
    costs.cost(
      of: quantity, .spot(underlying: 0), at: 100, in: state, tradingDays: 256, time: time,
      volume: volume)
  }

  // By hand: 300 × 100 × 1 bp = 3, plus 300 × 0.01 = 3; the minimum of 10 lies above their sum.
  @Test func feesAddUpAndHaveAMinimum() {
    var costs = CostModel(fee: 1e-4)
    #expect(abs(cost(costs).fee - 3) < 1e-12)
    costs.fees.perContract = 0.01
    #expect(abs(cost(costs).fee - 6) < 1e-12)
    costs.fees.minimum = 10
    #expect(cost(costs).fee == 10)
    #expect(cost(costs, of: 0).fee == 0)
  }

  // By hand: a quarter at 0 and three quarters at 4 bp make 3 bp of 30,000.
  @Test func makerAndTakerShareATrade() {
    var costs = CostModel(fee: 4e-4)
    costs.fees.maker = MakerShare(share: 0.25, fee: 0)
    #expect(abs(cost(costs).fee - 9) < 1e-12)
  }

  // By hand: all of it rests at −0.5 bp of 30,000. A minimum of the account's own stops the rebate.
  @Test func aRebateIsPaidToTheMaker() {
    var costs = CostModel(fee: 4e-4)
    costs.fees.maker = MakerShare(share: 1, fee: -0.5e-4)
    #expect(abs(cost(costs).fee + 1.5) < 1e-12)
    costs.fees.minimum = 2
    #expect(cost(costs).fee == 2)
  }

  @Test func tiersReplaceTheFeeFromTheirVolumeOn() {
    var costs = CostModel(fee: 5e-4)
    costs.fees.tiers = FeeTiers([.init(volume: 1e5, fee: 2e-4), .init(volume: 1e6, fee: 1e-4)])
    let fees = [0, 99_999, 100_000, 999_999, 1_000_000, 1e9].map { cost(costs, volume: $0).fee }
    for (fee, expected) in zip(fees, [15.0, 15, 6, 6, 3, 3]) {
      #expect(abs(fee - expected) < 1e-12)
    }
  }

  @Test func datedRatesHoldFromTheirDateOnAndTheFirstBeforeIt() throws {
    let rate = try #require(DatedRate([(day(10), 1e-4), (day(20), 2e-4), (day(30), 4e-4)]))
    let days = [0, 10, 19, 20, 29, 30, 1000]
    #expect(days.map { rate.value(at: day($0)) } == [1e-4, 1e-4, 1e-4, 2e-4, 2e-4, 4e-4, 4e-4])
    #expect(DatedRate([]) == nil && DatedRate([(day(1), 1), (day(1), 2)]) == nil)
    let costs = CostModel(fee: 1e-4, halfSpread: 1e-4).quoted(rate)
    #expect(abs(cost(costs, at: day(25)).spread - 6) < 1e-12)
    #expect(abs(cost(costs).spread - 3) < 1e-12)
  }

  @Test func aDatedModelReplacesTheWholeAndKeepsItsQuotes() throws {
    var costs = CostModel(fee: 1e-4, halfSpread: 1e-4)
    costs.dated = Dated([(day(10), costs), (day(20), CostModel(fee: 4e-4, halfSpread: 3e-4))])
    #expect(abs(cost(costs, at: day(19)).fee - 3) < 1e-12)
    #expect(abs(cost(costs, at: day(20)).fee - 12) < 1e-12)
    #expect(abs(cost(costs, at: day(20)).spread - 9) < 1e-12)
    let quoted = costs.quoted(DatedRate(2e-4))
    #expect(abs(cost(quoted, at: day(20)).spread - 6) < 1e-12)
    #expect(abs(cost(quoted, at: day(20)).fee - 12) < 1e-12)
  }

  // By hand: half a tick of 0.25 on 300 units is 37.5, more than 2 bp of 30,000, which is 6.
  @Test func aSpreadIsAtLeastItsTicks() {
    var costs = CostModel(halfSpread: 2e-4)
    costs.spreads.least = 0.5 * 0.25
    #expect(cost(costs).spread == 37.5)
    costs.halfSpread = 20e-4
    #expect(abs(cost(costs).spread - 60) < 1e-12)
  }

  // By hand: volatility of 0.2 is twice the reference, which to the power 1.5 is 2.8284271247461903.
  @Test func spreadsWidenWithVolatility() {
    var costs = CostModel(halfSpread: 1e-4, options: OptionCharge(fee: 1, halfSpread: 0.05))
    costs.spreads.widening = SpreadWidening(reference: 0.1, exponent: 1.5)
    #expect(abs(cost(costs).spread - 3 * 2.8284271247461903) < 1e-12)
    let option = Instrument.option(
      OptionContract(underlying: 0, right: .call, strike: 100, expiry: day(30)))
    let paid = costs.cost(of: -2, option, at: 5, in: state, tradingDays: 256)
    #expect(paid.fee == 2 && abs(paid.spread - 10 * 2.8284271247461903) < 1e-12)
    costs.spreads.widening?.exponent = 0
    #expect(abs(cost(costs).spread - 3) < 1e-12)
  }

  // mpmath, 30 digits: 30000 * 0.5 * (0.2 / 16) * (300 / 200000) ** d; 1e-12 is rounding of the power.
  @Test(arguments: [
    (0.5, 7.261843774138907), (0.6, 3.790146766012371), (1, 0.28125), (0.25, 36.89980633622682),
  ])
  func temporaryImpactFollowsItsPower(exponent: Double, expected: Double) {
    let impact = MarketImpact(
      coefficient: 0.5, averageDailyVolume: 200_000, exponent: exponent)
    let paid = cost(CostModel(impact: impact)).impact
    #expect(abs(paid - expected) <= 1e-12 * expected)
  }

  /// n times the trade costs n^(1 + d) times the impact, and n times fee and spread.
  @Test(arguments: [0.5, 0.6, 1]) func costsScaleWithTheTrade(exponent: Double) {
    let costs = CostModel(
      fee: 1e-4, halfSpread: 2e-4,
      impact: MarketImpact(coefficient: 0.5, averageDailyVolume: 1e5, exponent: exponent))
    let (one, four) = (cost(costs, of: 100), cost(costs, of: -400))
    #expect(abs(four.fee - 4 * one.fee) < 1e-12 && abs(four.spread - 4 * one.spread) < 1e-12)
    #expect(abs(four.impact - power(4, 1 + exponent) * one.impact) <= 1e-12 * four.impact)
  }

  @Test func powersAreThoseOfArithmetic() {
    #expect(power(0, 0.6) == 0 && power(7, 0) == 1 && power(7, 1) == 7 && power(9, 0.5) == 3)
    // mpmath, 30 digits; the error is a few ulps times the size of the logarithm.
    let values = [
      (0.0015, 0.6, 0.02021411608539931), (2, 1.5, 2.8284271247461903),
      (1e-9, 0.37, 0.0004677351412871982), (3, 4, 81),
    ]
    for (base, exponent, expected) in values {
      #expect(abs(power(base, exponent) - expected) <= 2e-14 * expected)
    }
  }
}
