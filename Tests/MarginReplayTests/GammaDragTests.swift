import MarginCore
import MarginReplay
import TestSupport
import Testing

/// The gamma drag ledger on a small path, by hand and by identities.
struct GammaDragTests {
  private func log(
    _ spots: [Double], hedge: any HedgingPolicy = ScheduledHedge(every: .zero)
  ) throws -> AccountLog {
    var replay = Replay(deposit: 1e6, models: [Models.tims])
    replay.positions = OptionRight.allCases.map { right in
      Position(
        .option(OptionContract(underlying: 0, right: right, strike: 100, expiry: day(60))),
        quantity: -10)
    }
    replay.hedging = HedgePlan(policy: hedge)
    replay.costs = CostModel(fee: 1e-4, halfSpread: 2e-4)
    return try #require(try replay.run(over: market(spots)).accounts.first)
  }

  /// Without rates Θ = −½ Γ σ² S², so that the break-even volatility is the implied one.
  @Test func theBreakEvenVolatilityIsTheImpliedOneWithoutRates() throws {
    for step in try log([100, 101, 99, 104]).steps.dropFirst() {
      let volatility = try #require(DragStep(step).breakEvenVolatility)
      #expect(abs(volatility - 0.2) < 1e-12)
    }
  }

  /// By hand: a move from 100 to 101 in a day is 1 % × √365 a year.
  @Test func theRealisedVolatilityIsTheMoveOverTheRootOfTime() throws {
    let step = DragStep(try log([100, 101]).steps[1])
    #expect(abs((step.realisedVolatility ?? 0) - 0.01 * 365.0.squareRoot()) < 1e-12)
    #expect(abs(step.record.hedging.move - 0.01) < 1e-15)
  }

  @Test func theDragIsWhatTheLedgerSays() throws {
    let log = try log([100, 101, 99, 104, 104.5])
    var ledger = GammaDrag()
    var (costs, convexity) = (0.0, 0.0)
    for step in log.steps {
      let row = ledger.add(step)
      costs += step.hedging.cost.total
      convexity += step.attribution.gamma + step.attribution.theta
      #expect(abs(ledger.cumulative - (costs - convexity)) < 1e-9)
      #expect(abs(row.slippage - (step.attribution.hedge + step.attribution.delta)) == 0)
    }
    let hedges = log.trades.filter { $0.reason == .hedge }
    #expect(abs(costs - hedges.reduce(0) { $0 + $1.cost.total }) < 1e-9)
    #expect(log.steps.reduce(0) { $0 + $1.hedging.trades } == hedges.count)
    let premium = log.trades.filter { $0.reason == .open }
      .reduce(0) { $0 + abs($1.quantity) * 100 * $1.price }
    #expect(abs((ledger.perPremium ?? 0) - ledger.cumulative / premium) < 1e-12)
    #expect((ledger.perVega ?? 0) * ledger.cumulative > 0)
  }

  /// A quiet day inside the band is a hedge avoided; without a policy nobody looked.
  @Test func hedgesAvoidedAreSteps() throws {
    let spots = [100, 100.1, 106, 106.1]
    let banded = try log(spots, hedge: DeltaBandHedge(width: 0.1)).steps.map(\.hedging)
    #expect(banded.map(\.isAvoided) == [true, true, false, true])
    #expect(banded.map(\.trades) == [0, 0, 1, 0])
    #expect(try log(spots, hedge: NoHedge()).steps.allSatisfy { !$0.hedging.isAvoided })
  }

  /// Wider bands trade less and cost less (method of Whalley and Wilmott's frontier).
  @Test func aWiderBandCostsLess() throws {
    var random = SplitMix64(state: 3)
    var spots = [100.0]
    for _ in 0..<50 {
      spots.append(spots[spots.count - 1] * .random(in: 0.985...1.015, using: &random))
    }
    let costs = try [0.0, 0.05, 0.15, 0.4].map { width in
      try log(spots, hedge: DeltaBandHedge(width: width)).steps
        .reduce(0) { $0 + $1.hedging.cost.total }
    }
    #expect(zip(costs, costs.dropFirst()).allSatisfy { $0 > $1 })
  }
}

extension GammaDragTests {
  /// The other half of the frontier: what the band lets drift is risked.
  ///
  /// Over seeded paths, the standard deviation of the slippage rises with the width.
  @Test func aWiderBandRisksMore() throws {
    var random = SplitMix64(state: 8)
    let paths = (0..<60).map { _ in
      (0..<15).reduce(into: [100.0]) { path, _ in
        path.append(path[path.count - 1] * .random(in: 0.98...1.02, using: &random))
      }
    }
    let deviations = try [0.0, 0.05, 0.15, 0.4].map { width in
      let slippages = try paths.map { path in
        try log(path, hedge: DeltaBandHedge(width: width)).steps.map(DragStep.init)
          .reduce(0) { $0 + $1.slippage }
      }
      let mean = slippages.reduce(0, +) / Double(paths.count)
      return (slippages.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(paths.count))
        .squareRoot()
    }
    #expect(deviations[0] < 1e-9)
    #expect(zip(deviations, deviations.dropFirst()).allSatisfy { $0 < $1 })
  }
}

/// The share of a loss that is curvature, and its growth with the move.
struct ConvexityTests {
  // By hand: 30 of 40 is three quarters; gains and volatility count for nothing.
  @Test func theShareIsThatOfTheLosses() {
    var parts = Attribution()
    (parts.delta, parts.gamma, parts.residual, parts.vanna) = (-10, -40, 10, 55)
    #expect(Convexity(parts).share == 0.75)
    parts.delta = 10
    #expect(Convexity(parts).share == 1)
    parts.gamma = 40
    #expect(Convexity(parts).share == nil)
  }

  /// Pure gamma loses ½ Γ dS²: per point in proportion to the move, so twice as much at twice the size.
  @Test func pureGammaAcceleratesInProportionToTheMove() {
    let steps = [0.012, 0.024, 0.048].map { move in
      var (entry, parts) = (HedgeEntry(), Attribution())
      (entry.move, entry.gammaPerVariance) = (move, -1)
      parts.gamma = -0.5 * 200 * 1e4 * move * move
      return StepRecord(
        time: day(1), equity: 0, cash: 0, marketValue: 0, initialMargin: 0, maintenanceMargin: 0,
        status: .sound, greeks: Greeks(), attribution: parts, hedging: entry)
    }
    var sizes = ConvexityBySize()
    steps.forEach { sizes.add($0) }
    #expect(sizes.sizes.map(\.steps) == [0, 0, 1, 1, 1, 0])
    let accelerations = sizes.accelerations.compactMap(\.self)
    #expect(accelerations.count == 2 && accelerations.allSatisfy { abs($0 - 2) < 1e-12 })
    #expect(abs((sizes.sizes[2].curvedPerPoint ?? 0) - 0.5 * 200 * 1e4 * 0.012 / 100) < 1e-9)
  }
}
