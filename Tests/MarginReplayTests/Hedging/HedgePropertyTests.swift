import MarginCore
import MarginReplay
import Testing

/// What must hold whatever hedges, on random books, markets, costs and settlements.
struct HedgePropertyTests {
  static let plans: [HedgePlan] = {
    var plans = [
      HedgePlan(policy: MoveHedge(by: .fraction(0.03)), lot: 1),
      HedgePlan(policy: MoveHedge(by: .deviations(1)), vehicle: .perpetual(multiplier: 3)),
      HedgePlan(policy: DeltaBandHedge(width: 0.1, to: .edge), vehicle: .spot),
      HedgePlan(
        policy: WhalleyWilmottHedge(riskAversion: 1e-4),
        vehicle: .future(tenor: .days(12), multiplier: 50, settlement: .inverse), lot: 1),
      HedgePlan(
        policy: ZakamoulineHedge(riskAversion: 1e-3),
        vehicle: .perpetual(multiplier: 10, settlement: .inverse)),
      HedgePlan(policy: ScheduledHedge(every: .days(2))),
      HedgePlan(policy: ScheduledHedge(every: .zero), lot: 1),
      HedgePlan(policy: NoHedge()),
    ]
    plans[0].adjustment = CostAdjustedDelta(.leland, every: .day)
    plans[2].adjustment = CostAdjustedDelta(.boyleVorst, every: .days(7), cost: 0.05)
    plans[5].option = OptionHedge(.gamma, tenor: .days(20), band: 0.1, roll: .days(5))
    plans[6].option = OptionHedge(.vega, right: .put, tenor: .days(9), delta: 0.3, lot: 1)
    plans[7].option = OptionHedge(.gamma, tenor: .days(40))
    return plans
  }()

  private func run(_ seed: UInt64, _ plan: HedgePlan, cut: Int? = nil) throws -> [AccountLog] {
    let random = RandomReplay(seed: seed, steps: 40)
    var replay = random.replay
    replay.hedging = plan
    return try replay.run(over: cut.map(random.history.cut(after:)) ?? random.history).accounts
  }

  /// The parts sum to the change in equity within 1e-9 of the largest amount that enters.
  @Test(arguments: plans.indices) func attributionCloses(plan: Int) throws {
    for seed in 100..<108 {
      let deposit = RandomReplay(seed: UInt64(seed), steps: 40).replay.deposit
      for log in try run(UInt64(seed), Self.plans[plan]) {
        expectFinite(log)
        var before = deposit
        for step in log.steps {
          let change = step.equity - before - step.deposit
          let scale = step.attribution.parts.reduce(abs(before) + abs(step.cash) + 1) {
            max($0, abs($1.amount))
          }
          #expect(abs(step.attribution.total - change) <= 1e-9 * scale)
          before = step.equity
        }
      }
    }
  }

  @Test(arguments: plans.indices) func laterRowsChangeNothing(plan: Int) throws {
    for step in [0, 9, 25] {
      let whole = try run(107, Self.plans[plan])
      for (part, full) in zip(try run(107, Self.plans[plan], cut: step), whole) {
        #expect(part.steps.map(\.equity) == full.steps.prefix(step + 1).map(\.equity))
        #expect(part.steps.map(\.greeks) == full.steps.prefix(step + 1).map(\.greeks))
      }
    }
  }

  @Test(arguments: plans.indices) func aClosedAccountHoldsNoHedge(plan: Int) throws {
    for log in try (100..<108).flatMap({ try run($0, Self.plans[plan]) }) {
      for step in log.steps where step.status == .closedOut {
        #expect(step.marketValue == 0 && step.greeks.delta == 0)
        #expect(!log.positions.contains { $0.time == step.time })
      }
    }
  }
}
