import MarginCore
import MarginReplay
import MarginReports
import Testing

/// Inputs that must come out as a report, whatever they hold.
@Suite struct ExtremeInputTests {
  @Test(arguments: [0, 1, 2])
  func fewSteps(steps: Int) {
    expectClean(SampleRun(steps: steps, crash: 1).input)
  }

  @Test(
    "Any double in any place",
    arguments: [
      Double.nan, .infinity, -.infinity, 1e308, -1e308, .leastNonzeroMagnitude, 0, -0.0,
      .greatestFiniteMagnitude,
    ])
  func anyNumber(value: Double) {
    expectClean(run([value, value, value]))
    expectClean(run([1, value, -value]))
    expectClean(run([value]))
  }

  @Test func anyMoment() {
    let times = [Int64.min, 0, Int64.max].map { Timestamp(microseconds: $0) }
    expectClean(run([1, 2, 3], times: times))
    expectClean(run([1], times: [Timestamp(microseconds: .max)]))
  }

  @Test func longRunsStaySmall() {
    let html = htmlReport(SampleRun(steps: 18_000, crash: 9_000).input)
    #expect(html.utf8.count < 2_000_000)
  }

  @Test func manyCallsAreThinnedButCounted() throws {
    let run = SampleRun(steps: 3_000, crash: 2_999)
    var log = run.result.accounts[0]
    log.calls = run.times.map {
      CallRecord(issued: $0, equity: 1, maintenanceMargin: 2, amount: 2, due: $0)
    }
    var input = run.input
    input.outline = RunOutline(
      RunResult(times: run.times, market: run.result.market, accounts: [log]))
    let svg = try #require(charts(input).first { $0.name == "requirement-calm" }).svg
    #expect((100...600).contains(svg.ranges(of: "class=\"call\"").count))
    #expect(svg.contains(" more</title>"))
    #expect(htmlReport(input).contains("2,900 more rows in the CSV files"))
  }

  private func expectClean(_ input: ReportInput) {
    let svgs = charts(input).map(\.svg)
    for name in ["d", "x", "y", "width", "height", "viewBox"] {
      #expect(svgs.allSatisfy { badValues(of: name, in: $0).isEmpty })
    }
    #expect(htmlReport(input).hasSuffix("</html>\n"))
    #expect(!markdownReport(input).isEmpty)
    #expect(!textSummary(input, color: false).isEmpty)
  }

  /// Values of the attribute called `name` that hold more than numbers and path commands.
  private func badValues(of name: String, in svg: String) -> [Substring] {
    let starts = svg.ranges(of: " \(name)=\"").map(\.upperBound)
    let values = starts.map { svg[$0...].prefix { $0 != "\"" } }
    return values.filter { !$0.allSatisfy("0123456789.- MLHVhlvamz%".contains) || $0.isEmpty }
  }

  private func run(_ values: [Double], times: [Timestamp]? = nil) -> ReportInput {
    let times = times ?? values.indices.map { Timestamp(microseconds: 0) + .days($0) }
    let market = [ObservedPath(name: "X", spot: values, volatility: values)]
    let logs = [log(values, times)]
    let metrics = Metric.Unit.allCases.map { Metric("m_\($0.rawValue)", .number(values[0]), $0) }
    let headline = [
      "peak_initial_margin", "margin_expansion", "deficit", "final_equity", "deposits",
    ].map { Metric($0, .number(values[0]), .money) }
    return ReportInput(
      title: "extreme", currency: "USD",
      result: RunResult(times: times, market: market, accounts: logs),
      summaries: [AccountSummary(model: "m", metrics: metrics + headline)],
      checks: [CheckOutcome(text: "c", passed: true, value: values[0])])
  }

  private func log(_ values: [Double], _ times: [Timestamp]) -> AccountLog {
    var log = AccountLog(model: "m")
    log.steps = zip(values, times).map(record)
    for (value, time) in zip(values, times) {
      log.calls.append(
        CallRecord(issued: time, equity: value, maintenanceMargin: value, amount: value, due: time))
      log.liquidations.append(
        LiquidationRecord(
          time: time, fraction: value, equityBefore: value, initialMarginBefore: value,
          equityAfter: value, initialMarginAfter: value, cost: value))
      log.waterfall.append(WaterfallRecord(time: time, layer: .deficit, amount: value))
    }
    return log
  }

  private func record(_ value: Double, _ time: Timestamp) -> StepRecord {
    var greeks = Greeks()
    (greeks.delta, greeks.gamma, greeks.vega, greeks.theta) = (value, value, value, value)
    var parts = Attribution()
    (parts.delta, parts.gamma, parts.fees, parts.liquidation) = (value, -value, value, -value)
    return StepRecord(
      time: time, equity: value, cash: value, marketValue: value, initialMargin: value,
      maintenanceMargin: value, status: .called, greeks: greeks, attribution: parts)
  }
}
