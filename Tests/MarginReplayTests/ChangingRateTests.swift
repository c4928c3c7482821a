import Foundation
import MarginCore
import MarginReplay
import TestSupport
import Testing

/// Rates that change from step to step, and dividends paid in cash.
@Suite struct ChangingRateTests {
  private static func path() -> UnderlyingPath {
    var path = UnderlyingPath(
      spot: [100, 101, 99, 100], volatility: [0.2, 0.2, 0.2, 0.2], rate: 0.5, yield: 0.5)
    path.rates = [0.02, 0.04, 0.06, 0.9]
    path.yields = [0.01, 0.02, 0.03, 0.9]
    return path
  }

  private static func steps(
    _ path: UnderlyingPath, quantity: Double
  ) throws -> [StepRecord] {
    var replay = Replay(deposit: 1_000_000, models: [Models.tims])
    replay.positions = [Position(.spot(underlying: 0), quantity: quantity)]
    replay.interestFollows = 0
    let history = MarketHistory(
      times: (0..<4).map(day), underlyings: [Underlying(name: "X")], paths: [path])
    return try #require(try replay.run(over: history).accounts.first).steps
  }

  // Cash c earns c(e^(rT) − 1) at the rate known when the step begins: by hand, r of the row before.
  @Test func interestIsAtTheRateOfTheStepsBeginning() throws {
    let steps = try Self.steps(Self.path(), quantity: 0.001)
    for (row, rate) in [(1, 0.02), (2, 0.04), (3, 0.06)] {
      let earned = steps[row - 1].cash * (exp(rate / 365) - 1)
      // Two exponentials of 1e-4, each with the rounding of 1: 2e-16 of a million.
      #expect(abs(steps[row].attribution.interest - earned) < 1e-9)
    }
  }

  // 500 units at 101, 99 and 100, each paid the yield known a day before.
  @Test func theYieldIsThatOfTheStepsBeginning() throws {
    let steps = try Self.steps(Self.path(), quantity: 500)
    for (row, yield, spot) in [(1, 0.01, 101.0), (2, 0.02, 99), (3, 0.03, 100)] {
      let paid = 500 * spot * (exp(yield / 365) - 1)
      #expect(abs(steps[row].attribution.dividends - paid) < 1e-9)
    }
  }

  // Cash on the ex-date and no yield; a short position pays.
  @Test(arguments: [500.0, -500])
  func dividendsArePaidInCashInsteadOfTheYield(quantity: Double) throws {
    var path = Self.path()
    path.dividends = [9, 0, 1.5, 0.25]
    let steps = try Self.steps(path, quantity: quantity)
    #expect(steps.map(\.attribution.dividends) == [0, 0, 1.5 * quantity, 0.25 * quantity])
  }

  // What is priced at a step uses that step's rate: a forward is S·e^((r−q)T).
  @Test func theStateHasTheRateOfItsStep() {
    let history = MarketHistory(
      times: (0..<4).map(day), underlyings: [Underlying(name: "X")], paths: [Self.path()])
    #expect((0..<4).map { history[$0][0].rate } == [0.02, 0.04, 0.06, 0.9])
    let cut = history.cut(after: 1)
    #expect(cut.times.count == 2 && cut[1][0].rate == 0.04 && cut[1][0].yield == 0.02)
    #expect(history[2].underlyings.count == 1 && history[2][0].dividend == nil)
  }
}
