import MarginCore
import MarginReplay
import TestSupport
import Testing

/// Calls, grace, cure, liquidation and deficits on paths whose answer is plain.
///
/// The book is 1,000 units of X bought at 100 on a deposit of 20,000: TIMS asks 15 % of 100,000.
struct SettlementTests {
  private func replay(_ change: (inout Replay) -> Void = { _ in }) -> Replay {
    var replay = Replay(deposit: 20_000, models: [Models.tims])
    replay.positions = [Position(.spot(underlying: 0), quantity: 1000)]
    change(&replay)
    return replay
  }

  private func log(_ replay: Replay, _ spots: [Double]) throws -> AccountLog {
    try #require(try replay.run(over: market(spots)).accounts.first)
  }

  @Test func noCallWhileEquityCoversMaintenance() throws {
    let log = try log(replay(), [100, 95, 95])
    #expect(log.calls.isEmpty && log.steps.allSatisfy { $0.status == .sound })
    #expect(log.steps.map(\.initialMargin) == [15_000, 14_250, 14_250])
  }

  @Test func aBreachIsCalledAndLiquidatedAtTheMarketPrice() throws {
    let log = try log(replay(), [100, 90])
    let call = try #require(log.calls.first)
    #expect(call.equity == 10_000 && call.maintenanceMargin == 13_500 && call.amount == 3_500)
    #expect(call.outcome == .liquidated && call.due == day(1) && call.closed == day(1))
    // 10,000 covers 15 % of 90 × n for n ≤ 740; the gap is booked at 90, not at the call level.
    #expect(log.trades.last?.quantity == -260 && log.trades.last?.price == 90)
    #expect(log.steps.last?.equity == 10_000 && log.steps.last?.status == .liquidated)
    let liquidation = try #require(log.liquidations.first)
    #expect(liquidation.fraction == 0.26 && !liquidation.isFull)
  }

  @Test func graceDelaysTheLiquidation() throws {
    let waiting = replay { $0.settlement.grace = .steps(2) }
    let log = try log(waiting, [100, 90, 89, 88, 88])
    #expect(log.steps.map(\.status) == [.sound, .called, .called, .liquidated, .sound])
    #expect(log.calls.count == 1 && log.calls[0].due == nil && log.calls[0].closed == day(3))
    let timed = replay { $0.settlement.grace = .span(.days(1)) }
    #expect(try self.log(timed, [100, 90, 89]).steps.last?.status == .liquidated)
    #expect(try self.log(timed, [100, 90, 89]).calls[0].due == day(2))
  }

  @Test func aRecoveryEndsTheCall() throws {
    let waiting = replay { $0.settlement.grace = .steps(5) }
    let log = try log(waiting, [100, 90, 97])
    #expect(log.calls[0].outcome == .recovered && log.calls[0].closed == day(2))
    #expect(log.steps.last?.status == .sound && log.liquidations.isEmpty)
  }

  @Test func aDepositRestoresInitialMargin() throws {
    let funded = replay { $0.settlement.cure = .topUp(limit: 5_000) }
    let log = try log(funded, [100, 90, 89, 80])
    #expect(log.calls[0].outcome == .deposited && log.calls[0].deposited == 3_500)
    #expect(log.steps[1].equity == 13_500 && log.steps[1].deposit == 3_500)
    // 1,500 is left of the limit, which meets the call at 89 (850 short) but not the one at 80.
    #expect(log.calls[1].outcome == .deposited && abs(log.calls[1].deposited - 850) < 1e-9)
    #expect(log.calls[2].outcome == .liquidated && log.calls[2].deposited == 0)
    #expect(abs(log.steps.reduce(0) { $0 + $1.deposit } - 4_350) < 1e-9)
  }

  @Test func aLossBeyondEquityIsADeficit() throws {
    let log = try log(replay(), [100, 70, 60])
    #expect(log.liquidations.first?.isFull == true)
    #expect(log.steps.map(\.status) == [.sound, .closedOut, .closedOut])
    #expect(log.steps.map(\.equity) == [20_000, -10_000, -10_000])
    #expect(log.waterfall.map(\.layer) == [.accountEquity, .deficit])
    #expect(log.waterfall.map(\.amount) == [20_000, 10_000])
  }

  @Test func fullLiquidationClosesEverything() throws {
    let strict = replay { $0.settlement.liquidation = .full }
    let log = try log(strict, [100, 90])
    #expect(log.liquidations.first?.fraction == 1 && log.steps.last?.equity == 10_000)
    #expect(log.steps.last?.initialMargin == 0 && log.waterfall.last?.amount == 0)
  }

  @Test func aBookThatStartsShortOfMarginIsCalledAtOnce() throws {
    let poor = replay { $0.deposit = 5_000 }
    let log = try log(poor, [100, 101])
    #expect(log.calls.first?.issued == day(0) && log.steps[0].status == .called)
    #expect(log.steps[1].status == .liquidated)
  }

  @Test func aModelErrorNamesAccountAndStep() {
    let bad = replay()
    let expected = ReplayError(
      account: "tims", time: day(1), reason: .unusablePrice(underlying: "X", value: 0))
    #expect(throws: expected) { try bad.run(over: market([100, 0])) }
  }
}
