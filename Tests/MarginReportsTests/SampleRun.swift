import MarginCore
import MarginReplay
import MarginReports

/// A made-up run: three models over a path that crashes once.
///
/// The model `calm` is never called, `span` is called and partly liquidated in the crash, `tight` is
/// called and closed out with a deficit of 50,000.
struct SampleRun {
  /// Number of steps, one per day from 1987-08-20.
  let steps: Int
  /// The step of the crash.
  let crash: Int
  /// One day after another.
  let times: [Timestamp]

  init(steps: Int = 100, crash: Int = 60) {
    (self.steps, self.crash) = (steps, crash)
    let first = CalendarDay(iso: "1987-08-20")?.start ?? Timestamp(microseconds: 0)
    times = (0..<steps).map { first + .days($0) }
  }

  static let models = ["calm", "span", "tight"]

  /// A saw-tooth around 300 that falls from 282.70 to 224.84 at the crash.
  var spot: [Double] {
    (0..<steps).map { step in
      if step == crash - 1 { return 282.70 }
      let wave = Double((step * 37) % 23) / 23
      return step < crash
        ? 300 + 10 * wave + Double(step % 40) * 0.2
        : 224.84 + 12 * wave * min(1, Double(step - crash))
    }
  }

  var volatility: [Double] {
    (0..<steps).map {
      $0 < crash ? 0.18 + 0.001 * Double($0 % 30) : max(0.25, 0.9 - 0.01 * Double($0 - crash))
    }
  }

  var result: RunResult {
    RunResult(
      times: times, market: [ObservedPath(name: "SPX", spot: spot, volatility: volatility)],
      accounts: Self.models.indices.map(account))
  }

  var input: ReportInput { input(of: result) }

  func input(of result: RunResult) -> ReportInput {
    ReportInput(
      title: "black-monday", question: "Who is called?", currency: "USD", result: result,
      summaries: result.accounts.map(summary),
      notes: ["Volatility of SPX is modelled: 21-day realised, floor 10 %."],
      checks: [
        CheckOutcome(text: "coverage(span) >= 0.99", passed: true, value: 0.995),
        CheckOutcome(text: "calls(tight) == 0", passed: false, value: 1),
      ])
  }

  private func account(_ index: Int) -> AccountLog {
    var log = AccountLog(model: Self.models[index])
    log.steps = times.indices.map { record(index, $0) }
    guard index > 0, times.indices.contains(crash) else { return log }
    let after = log.steps[crash]
    log.calls = [
      CallRecord(
        issued: after.time, equity: 600_000, maintenanceMargin: 900_000, amount: 660_000,
        due: after.time, outcome: .liquidated, closed: after.time)
    ]
    log.liquidations = [
      LiquidationRecord(
        time: after.time, fraction: index == 1 ? 0.6 : 1, equityBefore: 600_000,
        initialMarginBefore: 1_260_000, equityAfter: after.equity,
        initialMarginAfter: after.initialMargin, cost: 9_000)
    ]
    if index == 2 {
      log.waterfall = [
        WaterfallRecord(time: after.time, layer: .accountEquity, amount: 600_000),
        WaterfallRecord(time: after.time, layer: .deficit, amount: 50_000),
      ]
    }
    return log
  }

  private func record(_ index: Int, _ step: Int) -> StepRecord {
    let crashed = step >= crash
    let gone = index == 2 && crashed
    let loss = crashed ? [150_000.0, 400_000, 1_050_000][index] : 0
    let equity = 1_000_000 + 800 * Double(min(step, gone ? crash : step)) - loss
    let margin =
      gone ? 0 : (250_000 + 60_000 * Double(index)) * (crashed ? 1.6 : 1) + 900 * Double(step % 17)
    var greeks = Greeks()
    greeks.delta = gone ? 0 : 120 * Double((step * (index + 3)) % 11 - 5)
    greeks.gamma = gone ? 0 : -30 - Double(step % 20) - 5 * Double(index)
    greeks.vega = gone ? 0 : -90_000 + 400 * Double(step % 30) - 9_000 * Double(index)
    greeks.theta = gone ? 0 : 480_000 + 7_000 * Double(step % 25) + 30_000 * Double(index)
    return StepRecord(
      time: times[step], equity: equity, cash: equity + 90_000, marketValue: -90_000,
      initialMargin: margin, maintenanceMargin: margin * 0.75,
      status: gone ? .closedOut : crashed && step == crash && index == 1 ? .liquidated : .sound,
      greeks: greeks, attribution: attribution(index, step, gone && step > crash))
  }

  private func attribution(_ index: Int, _ step: Int, _ gone: Bool) -> Attribution {
    var parts = Attribution()
    guard step > 0, !gone else { return parts }
    let isCrash = step == crash
    parts.delta = 3_000 * Double((step * 7) % 9 - 4) - (isCrash ? 200_000 : 0)
    parts.hedge = -0.8 * parts.delta
    parts.gamma = isCrash ? -310_000 - 100_000 * Double(index) : -1_500 - 100 * Double(step % 9)
    parts.theta = 2_600
    parts.vega = isCrash ? -120_000 : 300 * Double(step % 5 - 2)
    parts.residual = isCrash ? 45_000 : 0
    parts.interest = 190
    (parts.fees, parts.spread, parts.impact) = (-110, -240, isCrash ? -5_000 : -60)
    if isCrash, index > 0 { parts.liquidation = -9_000 }
    return parts
  }

  private func summary(_ log: AccountLog) -> AccountSummary {
    let peak = log.liquidations.first?.initialMarginBefore ?? 420_000
    let times = log.calls.first.map { Metric.Value.time($0.issued) }
    return AccountSummary(
      model: log.model,
      metrics: [
        Metric("opening_initial_margin", .number(300_000), .money),
        Metric("peak_initial_margin", .number(peak), .money),
        Metric("peak_initial_margin_time", self.times.last.map { .time($0) }, .time),
        Metric("margin_expansion", .number(peak / 300_000), .ratio),
        Metric("calls", .number(Double(log.calls.count)), .count),
        Metric("first_call", times, .time),
        Metric("liquidations", .number(Double(log.liquidations.count)), .count),
        Metric("deficit", .number(log.model == "tight" ? 50_000 : 0), .money),
        Metric("hedging_cost", .number(24_310.5), .money),
        Metric("gamma_profit", .number(-512_300), .money),
        Metric("theta_profit", .number(257_400), .money),
        Metric("max_drawdown", .number(400_000), .money),
        Metric("max_drawdown_ratio", .number(0.38), .ratio),
        Metric("capital_efficiency_vs_reg_t", nil, .ratio),
        Metric("final_equity", log.steps.last.map { .number($0.equity) }, .money),
      ])
  }
}
