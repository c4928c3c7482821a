import MarginCore
import MarginReplay
import Testing

/// What must hold in every replay, on random books, markets, hedges, costs and settlements.
struct ReplayPropertyTests {
  static let runs: [(RandomReplay, RunResult)] = (0..<60).compactMap {
    let random = RandomReplay(seed: UInt64($0))
    return (try? random.replay.run(over: random.history)).map { (random, $0) }
  }

  @Test func everyRandomReplayRuns() {
    #expect(Self.runs.count == 60)
    let logs = Self.runs.flatMap(\.1.accounts)
    #expect(logs.contains { !$0.calls.isEmpty } && logs.contains { !$0.liquidations.isEmpty })
    #expect(logs.contains { $0.calls.contains { $0.outcome == .deposited } })
    #expect(logs.contains { $0.calls.contains { $0.outcome == .recovered } })
    #expect(logs.contains { $0.liquidations.contains { !$0.isFull } })
    #expect(logs.contains { $0.waterfall.contains { $0.layer == .deficit && $0.amount > 0 } })
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

  /// Whatever is asked of the expansion, the account lives the same life.
  @Test func attributionChangesNothingButItself() throws {
    for (random, result) in Self.runs.prefix(12) {
      var replay = random.replay
      (replay.attribution.terms, replay.attribution.threshold) = ([.charm, .speed, .rho], 0)
      replay.attribution.substeps = 7
      let other = try replay.run(over: random.history)
      for (log, split) in zip(result.accounts, other.accounts) {
        #expect(split.steps.contains { $0.attribution.substeps == 7 })
        for (a, b) in zip(log.steps, split.steps) {
          #expect(a.equity == b.equity && a.cash == b.cash && a.status == b.status)
          let scale = a.attribution.parts.reduce(abs(a.equity) + 1) { max($0, abs($1.amount)) }
          #expect(abs(a.attribution.total - b.attribution.total) <= 1e-9 * scale)
        }
      }
    }
  }

  /// Costs of all steps are those of all trades, part by part.
  @Test func attributedCostsAreThoseOfTheTrades() {
    for log in Self.runs.flatMap(\.1.accounts) {
      let paid = log.trades.reduce(TradeCost()) { $0 + $1.cost }.total
      let parts = log.steps.reduce(0) { $0 - $1.attribution.costs }
      #expect(abs(paid - parts) <= 1e-9 * (1 + paid))
      #expect(
        log.steps.allSatisfy { $0.attribution.marginFinancing <= 0 && $0.attribution.borrow <= 0 })
    }
  }

  /// Cash moves only through trades at their price, costs, interest, dividends, funding, settlement
  /// of futures and deposits: equity rebuilt from the trade list must agree.
  @Test func cashIsConserved() {
    for (random, result) in Self.runs {
      for log in result.accounts {
        let paid = log.trades.reduce(0) { sum, trade in
          if case .future = trade.instrument { return sum + trade.cost.total }
          return sum + trade.quantity * trade.instrument.multiplier * trade.price + trade.cost.total
        }
        let parts = log.steps.map(\.attribution)
        let income = parts.reduce(0) {
          $0 + $1.interest + $1.dividends + $1.funding + $1.borrow + $1.marginFinancing
        }
        let deposits = log.steps.reduce(random.replay.deposit) { $0 + $1.deposit }
        let variation = futuresGain(log)
        let expected = deposits - paid + income + variation
        let got = log.steps.last?.cash ?? .nan
        #expect(abs(got - expected) < 1e-9 * (abs(paid) + deposits))
      }
    }
  }

  /// Gains of futures, from quantities and prices at the end of each step and the trades between.
  private func futuresGain(_ log: AccountLog) -> Double {
    var gain = 0.0
    for trade in log.trades {
      if case .future(let contract) = trade.instrument {
        gain -= trade.quantity * contract.multiplier * trade.price
      }
    }
    let last = log.steps.last?.time
    for record in log.positions where record.time == last {
      if case .future = record.position.instrument {
        gain += record.position.units * record.price
      }
    }
    return gain
  }

  @Test func cuttingTheHistoryChangesNothingBeforeTheCut() throws {
    for (random, whole) in Self.runs.prefix(12) {
      for step in [0, 1, 17, 40] {
        let part = try random.replay.run(over: random.history.cut(after: step))
        for (log, full) in zip(part.accounts, whole.accounts) {
          #expect(log.steps.count == step + 1)
          for (got, wanted) in zip(log.steps, full.steps) {
            #expect(got.equity == wanted.equity && got.cash == wanted.cash)
            #expect(got.initialMargin == wanted.initialMargin && got.status == wanted.status)
            #expect(got.attribution == wanted.attribution && got.greeks == wanted.greeks)
          }
          let cut = random.history.times[step]
          #expect(log.trades.count == full.trades.filter { $0.time <= cut }.count)
          #expect(log.calls.map(\.issued) == full.calls.map(\.issued).filter { $0 <= cut })
        }
      }
    }
  }

  @Test func statusFollowsFromTheNumbers() {
    for log in Self.runs.flatMap(\.1.accounts) {
      for step in log.steps {
        switch step.status {
        case .sound: #expect(step.equity >= step.initialMargin)
        case .restricted:
          #expect(step.equity < step.initialMargin && step.equity >= step.maintenanceMargin)
        case .called: #expect(log.calls.contains { $0.issued <= step.time })
        case .liquidated: #expect(log.liquidations.contains { $0.time == step.time })
        case .closedOut: #expect(step.marketValue == 0 && step.initialMargin == 0)
        }
      }
    }
  }

  @Test func liquidationEndsAboveInitialMarginOrFlat() {
    for liquidation in Self.runs.flatMap(\.1.accounts).flatMap(\.liquidations) {
      #expect(liquidation.isFull || liquidation.equityAfter >= liquidation.initialMarginAfter)
      #expect(liquidation.cost >= 0)
    }
  }
}
