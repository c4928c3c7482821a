import MarginCore
import MarginReplay
import MarginReports
import Testing

@Suite struct VerdictTests {
  let day = CalendarDay(iso: "1987-10-19")?.start ?? Timestamp(microseconds: 0)

  @Test func theSampleReadsAsEnglish() {
    let input = SampleRun().input
    let verdicts = zip(input.summaries, SampleRun().result.accounts).map {
      verdict(for: $0, log: $1, currency: "USD")
    }
    #expect(
      verdicts[0] == "calm: survived without a margin call; final equity 929k USD; "
        + "peak requirement 420k USD on 1987-11-27, 1.4 times the opening one.")
    #expect(
      verdicts[1].hasPrefix(
        "span: called on 1987-10-19, had 60 % of the book liquidated at once and survived with a "
          + "smaller book; final equity 679k USD; "))
    #expect(
      verdicts[2].hasPrefix(
        "tight: called on 1987-10-19 and was closed out at once; its own equity paid 600k USD of the "
          + "loss and a deficit of 50k USD fell on the clearing firm; "))
  }

  @Test(
    "Calls without liquidation",
    arguments: [
      (1, CallOutcome.recovered, "called on 1987-10-19 and survived without liquidation"),
      (2, .deposited, "called twice, first on 1987-10-19 and survived without liquidation"),
      (3, .open, "called 3 times, first on 1987-10-19 and ended with a call outstanding"),
    ])
  func calls(count: Int, outcome: CallOutcome, text: String) {
    var log = account()
    log.calls = (0..<count).map { call(day + .days($0), outcome) }
    #expect(sentence(log) == "x: \(text); final equity 10 USD.")
  }

  @Test func manyLiquidations() {
    var log = account()
    log.calls = [call(day, .liquidated)]
    log.liquidations = [0.25, 0.5, 0.125].enumerated().map {
      liquidation(day + .days($0.offset + 1), $0.element)
    }
    let clause = "called on 1987-10-19, partly liquidated 3 times, first 25 % on 1987-10-20"
    #expect(sentence(log) == "x: \(clause) and survived with a smaller book; final equity 10 USD.")
  }

  @Test func depositsAreNamed() {
    let summary = AccountSummary(model: "x", metrics: [Metric("deposits", .number(5_000), .money)])
    let text = verdict(for: summary, log: account(), currency: "EUR")
    #expect(text.hasSuffix("final equity 10 EUR after deposits of 5k EUR."))
  }

  @Test func nothingReplayed() {
    #expect(sentence(AccountLog(model: "x")) == "x: no step was replayed.")
  }

  private func sentence(_ log: AccountLog) -> String {
    verdict(for: AccountSummary(model: "x", metrics: []), log: log, currency: "USD")
  }

  private func account() -> AccountLog {
    var log = AccountLog(model: "x")
    log.steps = (0..<4).map {
      StepRecord(
        time: day + .days($0), equity: 10, cash: 10, marketValue: 0, initialMargin: 0,
        maintenanceMargin: 0, status: .sound, greeks: Greeks(), attribution: Attribution())
    }
    return log
  }

  private func call(_ time: Timestamp, _ outcome: CallOutcome) -> CallRecord {
    CallRecord(
      issued: time, equity: 1, maintenanceMargin: 2, amount: 2, due: time, outcome: outcome)
  }

  private func liquidation(_ time: Timestamp, _ fraction: Double) -> LiquidationRecord {
    LiquidationRecord(
      time: time, fraction: fraction, equityBefore: 1, initialMarginBefore: 2, equityAfter: 1,
      initialMarginAfter: 1, cost: 0)
  }
}
