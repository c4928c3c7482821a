import MarginCore
import MarginReplay
import TestSupport
import Testing

/// What must hold for every rebalanced account, on random weights, policies, costs and markets.
struct RebalancingPropertyTests {
  static let runs: [(RandomRebalancing, RunResult)] = (0..<80).compactMap {
    let random = RandomRebalancing(seed: UInt64($0), alone: $0 % 2 == 0)
    return (try? random.replay.run(over: random.history)).map { (random, $0) }
  }

  @Test func everyRandomRebalancingRuns() {
    #expect(Self.runs.count == 80)
    let records = Self.runs.flatMap(\.1.accounts).flatMap(\.rebalancings)
    for outcome in [RebalancingOutcome.opened, .held, .traded, .suspended] {
      #expect(records.contains { $0.outcome == outcome })
    }
    #expect(Self.runs.flatMap(\.1.accounts).contains { !$0.liquidations.isEmpty })
  }

  /// Relative to the largest amount that enters the sum; 1e-9 is the promise to users.
  @Test func attributionSumsToTheChangeInEquity() {
    for (random, result) in Self.runs {
      for log in result.accounts {
        var before = random.replay.deposit
        for step in log.steps {
          let change = step.equity - before - step.deposit
          let scale = step.attribution.parts.reduce(abs(before) + 1) { max($0, abs($1.amount)) }
          #expect(abs(step.attribution.total - change) <= 1e-9 * scale)
          before = step.equity
        }
      }
    }
  }

  /// Cash moves only through trades at their price, their costs, income and deposits.
  @Test func cashIsConserved() {
    for (random, result) in Self.runs {
      for log in result.accounts {
        let paid = log.trades.reduce(0) {
          $0 + $1.quantity * $1.instrument.multiplier * $1.price + $1.cost.total
        }
        let parts = log.steps.map(\.attribution)
        let income = parts.reduce(0) {
          $0 + $1.interest + $1.dividends + $1.funding + $1.borrow + $1.marginFinancing
        }
        let deposits = log.steps.reduce(random.replay.deposit) { $0 + $1.deposit }
        let got = log.steps.last?.cash ?? .nan
        let volume = log.trades.reduce(0) {
          $0 + abs($1.quantity * $1.instrument.multiplier * $1.price)
        }
        #expect(abs(got - (deposits - paid + income)) < 1e-9 * (volume + deposits))
      }
    }
  }

  /// V′ = V − C: wealth before less the costs of the step's trades; and every holding is its weight of V′.
  @Test func whatIsHeldAfterATradeIsTheTargetOfWhatIsLeft() {
    var count = 0
    for (random, result) in Self.runs
    where random.replay.rebalancing?.trigger is CalendarRebalancing {
      for log in result.accounts {
        for record in log.rebalancings where record.outcome == .traded {
          let costs = log.trades.filter { $0.time == record.time && $0.reason == .rebalance }
            .reduce(0) { $0 + $1.cost.total }
          let left = record.wealth - costs
          let held = record.weight * record.wealth + record.traded
          #expect(abs(held - record.target * left) < 1e-12 * record.wealth)
          count += 1
        }
      }
    }
    #expect(count > 1_000)
  }

  @Test func cuttingTheHistoryChangesNothingBeforeTheCut() throws {
    for (random, whole) in Self.runs.prefix(30) {
      for step in [0, 9, 31] {
        let part = try random.replay.run(over: random.history.cut(after: step))
        for (log, full) in zip(part.accounts, whole.accounts) {
          // An account that was closed out rebalances no more.
          #expect(log.rebalancings.count == min(2 * (step + 1), full.rebalancings.count))
          for (got, wanted) in zip(log.rebalancings, full.rebalancings) {
            #expect(got.target == wanted.target && got.traded == wanted.traded)
            #expect(got.outcome == wanted.outcome)
          }
          #expect(log.steps.map(\.equity) == full.steps.prefix(step + 1).map(\.equity))
        }
        let (got, wanted) = (part.rebalancing, whole.rebalancing)
        #expect(got?.gross == wanted.map { Array($0.gross.prefix(step + 1)) })
        #expect(got?.hold == wanted.map { Array($0.hold.prefix(step + 1)) })
      }
    }
  }

  /// Without costs and calls an account that holds nothing else is the benchmark's own.
  @Test func theGrossBenchmarkIsTheAccountWithoutCosts() throws {
    for (random, _) in Self.runs where random.replay.positions.isEmpty {
      var free = random.replay
      free.costs = CostModel()
      let result = try free.run(over: random.history)
      for log in result.accounts where log.calls.isEmpty {
        #expect(log.steps.map(\.equity) == result.rebalancing?.gross)
        #expect(result.rebalancing?.hold == result.rebalancing?.holdGross)
      }
    }
  }

  @Test func aCalledOrLiquidatedAccountDoesNotRebalanceInThatStep() {
    for (random, result) in Self.runs where random.replay.settlement.order == .marginThenHedge {
      for log in result.accounts {
        let forced = Set(log.liquidations.map(\.time))
        let late = log.rebalancings.filter { forced.contains($0.time) }
        #expect(late.allSatisfy { $0.outcome == .suspended && $0.traded == 0 })
      }
    }
  }
}
