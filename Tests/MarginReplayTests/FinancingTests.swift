import Foundation
import MarginCore
import MarginReplay
import TestSupport
import Testing

/// What holding costs from step to step, by hand.
struct FinancingTests {
  private func steps(
    _ cash: Money, spot units: Double, _ set: (inout Replay) -> Void
  ) throws -> [StepRecord] {
    var replay = Replay(deposit: cash, models: [Models.tims])
    replay.positions = [Position(.spot(underlying: 0), quantity: units)]
    set(&replay)
    return try #require(try replay.run(over: market([100, 100, 110])).accounts.first).steps
  }

  /// 5,000 less 10,000 of spot is a debt of 5,000.
  @Test func borrowedCashPaysItsOwnRate() throws {
    let steps = try steps(5_000, spot: 100) {
      $0.interest = 0.02
      $0.costs.financing.debit = DatedRate(0.08)
    }
    let expected = -5_000 * (exp(0.08 / 365) - 1)
    #expect(abs(steps[1].attribution.interest - expected) < 1e-9)
    let lender = try self.steps(50_000, spot: 100) {
      $0.interest = 0.02
      $0.costs.financing.debit = DatedRate(0.08)
    }
    #expect(abs(lender[1].attribution.interest - 40_000 * (exp(0.02 / 365) - 1)) < 1e-9)
  }

  /// 100 short at today's price, at the rate of the step's start; nobody borrows what he owns.
  @Test func shortSpotPaysToBorrow() throws {
    let fee = try #require(DatedRate([(day(0), 0.03), (day(1), 0.3)]))
    let short = try steps(50_000, spot: -100) { $0.costs.financing.borrow = fee }
    #expect(abs(short[1].attribution.borrow + 10_000 * (exp(0.03 / 365) - 1)) < 1e-9)
    #expect(abs(short[2].attribution.borrow + 11_000 * (exp(0.3 / 365) - 1)) < 1e-9)
    let long = try steps(50_000, spot: 100) { $0.costs.financing.borrow = fee }
    #expect(long.allSatisfy { $0.attribution.borrow == 0 })
  }

  /// The requirement recorded at the step before, for the time since.
  @Test func lockedMarginIsFinanced() throws {
    let steps = try steps(50_000, spot: 100) { $0.costs.financing.margin = DatedRate(0.06) }
    for (before, step) in zip(steps, steps.dropFirst()) {
      let expected = -before.initialMargin * (exp(0.06 / 365) - 1)
      #expect(abs(step.attribution.marginFinancing - expected) < 1e-9 && expected < 0)
    }
    #expect(steps[0].attribution.marginFinancing == 0)
  }
}
