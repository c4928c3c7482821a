import MarginCore
import MarginReplay
import TestSupport
import Testing

/// How far the expansion explains a step, and what never changes whatever is asked of it.
struct AttributionTests {
  /// A short straddle without hedge through a fall of a tenth.
  private func crash(_ set: (inout AttributionPlan) -> Void = { _ in }) throws -> [StepRecord] {
    var replay = Replay(deposit: 1e6, models: [Models.tims])
    replay.positions = OptionRight.allCases.map { right in
      Position(
        .option(OptionContract(underlying: 0, right: right, strike: 100, expiry: day(40))),
        quantity: -10)
    }
    set(&replay.attribution)
    return try #require(try replay.run(over: market([100, 101, 91])).accounts.first).steps
  }

  /// ⅙ speed dS³ and charm dS dt from the Greeks of the pricing kernel, which has its own references.
  @Test func charmAndSpeedAreAddedWhereAskedFor() throws {
    let steps = try crash { $0.terms = [.charm, .speed] }
    let state = UnderlyingState(spot: 101, volatility: 0.2)
    var (charm, speed) = (0.0, 0.0)
    for right in OptionRight.allCases {
      let greeks = Instrument.option(
        OptionContract(underlying: 0, right: right, strike: 100, expiry: day(40))
      ).greeks(in: state, at: day(1))
      charm -= 1000 * greeks.charm * -10 / 365
      speed -= 1000 * greeks.speed * -1000 / 6
    }
    #expect(abs(steps[2].attribution.charm - charm) < 1e-9 * abs(charm) && charm != 0)
    #expect(abs(steps[2].attribution.speed - speed) < 1e-9 * abs(speed) && speed != 0)
    let plain = try crash()
    #expect(plain.allSatisfy { $0.attribution.charm == 0 && $0.attribution.speed == 0 })
    #expect(abs(plain[2].attribution.total - steps[2].attribution.total) < 1e-8)
  }

  /// Rho dr, rho by the difference of prices at rates 1e-5 above and below; the rest stays as it is.
  @Test func rhoIsAddedWhereAskedFor() throws {
    let put = Instrument.option(
      OptionContract(underlying: 0, right: .put, strike: 100, expiry: day(400)))
    func steps(_ terms: Set<AttributionPlan.Term>) throws -> [StepRecord] {
      var path = UnderlyingPath(spot: [100, 101, 102], volatility: [0.2, 0.2, 0.2])
      path.rates = [0.01, 0.03, 0.02]
      var replay = Replay(deposit: 1e6, models: [Models.tims])
      replay.positions = [Position(put, quantity: -10)]
      replay.attribution.terms = terms
      let history = MarketHistory(
        times: (0..<3).map(day), underlyings: [Underlying(name: "X")], paths: [path])
      return try #require(try replay.run(over: history).accounts.first).steps
    }
    func price(_ rate: Double) -> Double {
      put.price(in: UnderlyingState(spot: 101, volatility: 0.2, rate: rate), at: day(1))
    }
    let (plain, asked) = (try steps([])[2].attribution, try steps([.rho])[2].attribution)
    let rho = -1000 * (price(0.03001) - price(0.02999)) / 2e-5
    // The error of the difference is rounding of prices over 2e-5, 1e-9 of rho, and a tenth of that.
    #expect(abs(asked.rho - rho * -0.01) < 1e-6 * abs(rho))
    #expect(plain.rho == 0 && abs(asked.residual) < 0.05 * abs(plain.residual))
    #expect(abs(asked.total - plain.total) < 1e-8)
  }

  @Test func aResidualAboveTheThresholdFlagsItsStep() throws {
    let share = try #require(try crash()[2].attribution.residualShare)
    #expect(try crash { $0.threshold = share * 1.01 }[2].attribution.isFlagged == false)
    #expect(try crash { $0.threshold = share * 0.99 }[2].attribution.isFlagged)
  }

  /// The expansion's error over a step of length h is of third order, so that n parts leave about n/n³.
  @Test(arguments: [2, 8, 64]) func substepsExplainMoreOfTheSameTotal(count: Int) throws {
    let whole = try crash { $0.threshold = 0 }[2].attribution
    let split = try crash { ($0.threshold, $0.substeps) = (0, count) }[2].attribution
    #expect(split.substeps == count && whole.substeps == 1)
    #expect(split.delta == whole.delta && split.vega == whole.vega)
    #expect(abs(split.residual) < 1.5 * abs(whole.residual) / Double(count))
    #expect(abs(split.total - whole.total) < 1e-8)
  }

  /// A straight line to expiry: all of what is left of theta is found before it, none after.
  @Test func substepsAcrossAnExpiryStayFinite() throws {
    var replay = Replay(deposit: 1e6, models: [Models.tims])
    replay.positions = [
      Position(
        .option(
          OptionContract(
            underlying: 0, right: .call, strike: 100,
            expiry: day(1) + TimeSpan(microseconds: 43_200_000_000))), quantity: -10)
    ]
    (replay.attribution.threshold, replay.attribution.substeps) = (0, 50)
    let steps = try #require(try replay.run(over: market([100, 100, 101])).accounts.first).steps
    let parts = steps[2].attribution
    #expect(parts.substeps == 50 && parts.parts.allSatisfy { $0.amount.isFinite })
    #expect(abs(parts.total - (steps[2].equity - steps[1].equity)) < 1e-8)
  }
}
