import Foundation
import MarginCore
import MarginReplay
import TestSupport
import Testing

/// Replays in which every option has its own volatility.
@Suite struct SurfaceReplayTests {
  static let spots: [Double] = (0..<40).map { (i: Int) -> Double in
    let (saw, fall) = (i * 7 % 5 - 2, i % 11)
    return 100 + 2 * Double(saw) - 0.4 * Double(fall)
  }

  /// A smile with skew at a level that follows the price down.
  static func history(
    _ dynamics: SurfaceDynamics, steps: Int = 40, skew: Double = -0.3
  ) throws -> MarketHistory {
    let shape = try #require(SmileShape(skew: skew, curvature: 0.1))
    let reversion = try #require(VarianceReversion(longRun: 0.2, speed: 3))
    let levels = spots.prefix(steps).map { 0.2 + (100 - $0) / 100 }
    let surfaces = levels.map {
      SurfaceState(
        IndexSurface(level: $0, reversion: reversion, shape: shape), dynamics: dynamics)
    }
    return MarketHistory(
      times: (0..<steps).map(day), underlyings: [Underlying(name: "X", kind: .broadIndex)],
      paths: [
        UnderlyingPath(
          spot: Array(spots.prefix(steps)), volatility: levels, surfaces: surfaces, rate: 0.02,
          yield: 0.01)
      ])
  }

  static func replay(_ policy: any HedgingPolicy = ScheduledHedge(every: .zero)) -> Replay {
    var replay = Replay(deposit: 200_000, models: [Models.volatileSpan, Models.regT])
    replay.shadows = [Models.historicalVaR, Models.tims]
    replay.strategies = [
      RollingStrategy(
        .strangle(delta: 0.25), underlying: 0, contracts: -10, tenor: .days(20), roll: .days(5))
    ]
    replay.positions = [
      Position(
        .option(OptionContract(underlying: 0, right: .put, strike: 92, expiry: day(12))),
        quantity: 5)
    ]
    replay.hedging = HedgePlan(policy: policy)
    replay.shadows = [Models.tims]
    return replay
  }

  // The delta of the timeline is the book's slope when the surface moves by the rule: every option
  // that is held repriced on a moved surface, central difference with an error below 1e-7 each.
  @Test(arguments: SurfaceDynamics.allCases)
  func theReportedDeltaIsThatOfTheRule(dynamics: SurfaceDynamics) throws {
    let history = try Self.history(dynamics)
    let result = try Self.replay(NoHedge()).run(over: history)
    let log = try #require(result.accounts.first)
    for (index, step) in log.steps.enumerated() {
      let held = log.positions.filter { $0.time == step.time }.map(\.position)
      let slope = Self.slope(of: held, in: history[index], dynamics)
      #expect(abs(step.greeks.delta - slope) < 1e-3, "\(index): \(step.greeks.delta) \(slope)")
    }
  }

  static func slope(
    of positions: [Position], in market: MarketState, _ dynamics: SurfaceDynamics
  ) -> Double {
    let (state, h) = (market[0], 0.005)
    guard let surface = state.surface?.surface else { return .nan }
    let value = { (spot: Double) in
      var moved = state
      moved.spot = spot
      moved.surface = SurfaceState(
        Self.moved(surface, dynamics, to: spot, from: state.spot), dynamics: dynamics)
      return positions.reduce(0) { $0 + $1.value(in: moved, at: market.time) }
    }
    return (value(state.spot + h) - value(state.spot - h)) / (2 * h)
  }

  private static func moved(
    _ surface: some VolatilitySurface, _ dynamics: SurfaceDynamics, to new: Double, from old: Double
  ) -> any VolatilitySurface {
    MovedSurface(surface, dynamics: dynamics, spot: new, from: old)
  }

  @Test(arguments: SurfaceDynamics.allCases)
  func theHedgeTakesThatDeltaAway(dynamics: SurfaceDynamics) throws {
    let result = try Self.replay().run(over: try Self.history(dynamics))
    for log in result.accounts {
      for step in log.steps where step.status == .sound {
        #expect(abs(step.greeks.delta) < 1e-9)
      }
    }
  }

  @Test func rulesHedgeDifferently() throws {
    let hedges = try SurfaceDynamics.allCases.map { rule in
      let log = try Self.replay().run(over: try Self.history(rule)).accounts[0]
      return log.positions.first { $0.position.purpose == .hedge }?.position.quantity ?? .nan
    }
    let (strike, moneyness, delta, tree) = (hedges[0], hedges[1], hedges[2], hedges[3])
    // Short options under negative skew: the larger their delta, the smaller the hedge is short.
    #expect(moneyness == delta && abs(moneyness - strike) > 1)
    #expect(abs(moneyness + tree - 2 * strike) < 1e-9)
  }

  /// Relative to the largest amount that enters the sum; 1e-9 is the promise to users.
  @Test(arguments: SurfaceDynamics.allCases)
  func attributionCloses(dynamics: SurfaceDynamics) throws {
    let result = try Self.replay().run(over: try Self.history(dynamics))
    for log in result.accounts {
      var before = 200_000.0
      for step in log.steps {
        let change = step.equity - before - step.deposit
        let scale = step.attribution.parts.reduce(abs(before)) { max($0, abs($1.amount)) }
        #expect(abs(step.attribution.total - change) <= 1e-9 * scale)
        before = step.equity
      }
      // Moves of up to 8 % leave an expansion of second order a share of its largest part.
      let parts = log.steps.map(\.attribution)
      let explained = parts.reduce(0) { $0 + abs($1.gamma) + abs($1.vega) }
      #expect(parts.reduce(0) { $0 + abs($1.residual) } < 0.3 * explained)
    }
  }

  // Where volatility does what the rule says, delta holds all of it and vega nothing: one surface
  // that keeps its log-moneyness while the price moves and no time passes that changes it.
  @Test func vegaIsWhatTheRuleDidNotSay() throws {
    let smile = RawSVI(a: 0.02, b: 0.1, rho: -0.7, m: 0, sigma: 0.2)
    let surface = try SVISlices([.init(years: 1, smile: smile)])
    let parts = try [SurfaceDynamics.stickyMoneyness, .stickyStrike].map { rule in
      let state = SurfaceState(surface, dynamics: rule)
      let history = MarketHistory(
        times: [day(0), Timestamp(microseconds: 1)], underlyings: [Underlying(name: "X")],
        paths: [
          UnderlyingPath(spot: [100, 100.01], volatility: [0.2, 0.2], surfaces: [state, state])
        ])
      var replay = Replay(deposit: 1e6, models: [Models.tims])
      let put = OptionContract(underlying: 0, right: .put, strike: 95, expiry: day(200))
      replay.positions = [Position(.option(put), quantity: 100)]
      return try replay.run(over: history).accounts[0].steps[1].attribution
    }
    // Delta of 10,000 units × 0.01 is of order 30, and the smile bends by 1e-4 of its slope.
    #expect(abs(parts[0].vega) < 1e-3 && abs(parts[1].vega) > 1)
    #expect(abs(parts[0].delta - parts[1].delta - parts[1].vega) < 1e-2)
    #expect(abs(parts[0].residual - parts[1].residual) < 1e-2)
  }

  @Test func laterRowsChangeNothing() throws {
    let whole = try Self.replay().run(over: try Self.history(.stickyMoneyness))
    let cut = try Self.replay().run(over: try Self.history(.stickyMoneyness).cut(after: 24))
    for (a, b) in zip(whole.accounts, cut.accounts) {
      #expect(b.steps.count == 25)
      #expect(zip(a.steps, b.steps).allSatisfy { $0.equity == $1.equity && $0.greeks == $1.greeks })
    }
  }

  // A surface that is flat at the level of the path prices as the level does, but for the rounding
  // of a root; whole contracts, and no decision is near its limit.
  @Test func aFlatSurfaceReplaysAsOneLevel() throws {
    let smile = RawSVI(a: 0.04, b: 0, rho: 0, m: 0, sigma: 0.1)
    let flat = SurfaceState(
      try SVISlices([.init(years: 1, smile: smile)]), dynamics: .stickyMoneyness)
    let spots = Self.spots
    let histories = [[], spots.map { _ in flat }].map { surfaces in
      MarketHistory(
        times: spots.indices.map(day), underlyings: [Underlying(name: "X", kind: .broadIndex)],
        paths: [
          UnderlyingPath(spot: spots, volatility: spots.map { _ in 0.2 }, surfaces: surfaces)
        ])
    }
    let runs = try histories.map { try Self.replay().run(over: $0) }
    for (level, surface) in zip(runs[0].accounts, runs[1].accounts) {
      for (a, b) in zip(level.steps, surface.steps) {
        #expect(abs(a.equity - b.equity) < 1e-6 && a.status == b.status)
        #expect(abs(a.initialMargin - b.initialMargin) < 1e-6)
        #expect(abs(a.attribution.gamma - b.attribution.gamma) < 1e-6)
      }
    }
  }
}
