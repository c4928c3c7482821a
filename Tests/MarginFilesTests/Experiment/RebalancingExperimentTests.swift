import MarginCore
import MarginReplay
import Testing

@testable import MarginFiles

/// The `rebalancing` keys of experiments: what they mean and what is refused.
@Suite struct RebalancingExperimentTests {
  /// An experiment on the underlying `SPX` without positions, with these `rebalancing` fields.
  static func text(_ rebalancing: String, costs: String = "{}", cash: String = "1_000 USD")
    -> String
  {
    Example.experiment("    - {spot: SPX, quantity: 1}", "    []")
      .replacing("1_000 USD", with: cash).replacing("positions:\n    []", with: "positions: []")
      + "rebalancing: {\(rebalancing)}\ncosts: \(costs)\n"
  }

  private func plan(_ rebalancing: String) throws -> RebalancingPlan {
    let experiment = try parseExperiment(Self.text(rebalancing), named: "e.yaml")
    return try #require(experiment.rebalancing)
  }

  @Test func bandsAreRead() throws {
    let plan = try plan("policy: relative-band, width: 0.2, to: edge, weights: {SPX: 0.6}")
    #expect(plan.weights == [TargetWeight(underlying: 0, weight: 0.6)])
    let band = try #require(plan.trigger as? BandRebalancing)
    #expect(band.width == 0.2 && band.measure == .relative && band.reach == .edge)
    #expect((plan.exposure as? ConstantExposure)?.multiple == 1)
    let absolute = try self.plan("policy: absolute-band, width: 500bp, weights: {SPX: 1}").trigger
    #expect((absolute as? BandRebalancing)?.measure == .absolute)
    #expect((absolute as? BandRebalancing)?.reach == .target)
  }

  @Test(arguments: [
    ("month", CalendarRebalancing.Period.months(1)), ("quarter", .months(3)),
    ("year", .months(12)), ("0d", .span(.zero)), ("30d", .span(.days(30))),
  ])
  func periodsAreRead(every: String, period: CalendarRebalancing.Period) throws {
    let plan = try plan("policy: calendar, every: \(every), weights: {SPX: 0.6}")
    #expect((plan.trigger as? CalendarRebalancing)?.period == period)
  }

  @Test func exposureRulesAreRead() throws {
    let target = try #require(
      try plan(
        "policy: volatility-target, target: 0.1, cap: 2, forecast: ewma, window: 30d, weights: {SPX: 1}"
      ).exposure as? VolatilityTarget)
    #expect(target.target == 0.1 && target.cap == 2 && target.window == 30)
    #expect(target.forecast == .ewma(decay: 0.94))
    let insurance = try #require(
      try plan("policy: cppi, multiplier: 4, floor: 0.8, weights: {SPX: 1}").exposure
        as? PortfolioInsurance)
    // The floor grows at the interest on cash, the rate of the only underlying.
    #expect(insurance.floor == 0.8 && insurance.floorRate == 0.05 && insurance.cap == 1)
    let leverage = try plan(
      "policy: constant-leverage, multiple: -1, width: 0.1, weights: {SPX: 1}")
    #expect((leverage.exposure as? ConstantExposure)?.multiple == -1)
    #expect((leverage.trigger as? BandRebalancing)?.width == 0.1)
    #expect(try plan("policy: hold, weights: {SPX: 1}").trigger is NoRebalancing)
    let daily = try plan("policy: constant-leverage, multiple: 2, weights: {SPX: 1}").trigger
    #expect((daily as? CalendarRebalancing)?.period == .span(.zero))
  }

  @Test func theResolvedExperimentMeansTheSame() throws {
    for rebalancing in [
      "policy: hold, weights: {SPX: 1}", "policy: calendar, every: month, weights: {SPX: 0.5}",
      "policy: volatility-target, target: 0.1, weights: {SPX: 1}",
    ] {
      let experiment = try parseExperiment(Self.text(rebalancing), named: "e.yaml")
      #expect(try parseExperiment(resolvedYAML(of: experiment), named: "r.yaml") == experiment)
    }
  }

  struct Refused: Sendable, CustomTestStringConvertible {
    let rebalancing: String
    var costs = "{}"
    var cash = "1_000 USD"
    let problem: String
    let hint: String

    var testDescription: String { "\(rebalancing) \(costs)" }
  }

  @Test(arguments: [
    Refused(
      rebalancing: "policy: hold, weights: {SPX: 0.7, DAX: 0.3}",
      problem: "e.yaml:12:54: error: there is no underlying `DAX` [unknown-underlying]",
      hint: "known here: SPX"),
    Refused(
      rebalancing: "policy: absolute-band, width: 0, weights: {SPX: 0.6}",
      problem: "e.yaml:12:45: error: width `0` is out of range [out-of-range]",
      hint: "it must be above 0 and at most 1"),
    Refused(
      rebalancing: "policy: constant-leverage, multiple: 0, weights: {SPX: 0.6}",
      problem: "e.yaml:12:52: error: multiple is 0 [out-of-range]",
      hint: "nothing would be held"),
    Refused(
      rebalancing: "policy: calendar, every: fortnight, weights: {SPX: 0.6}",
      problem: "e.yaml:12:40: error: every `fortnight` is not month, quarter, year, or a duration "
        + "such as 30d [wrong-type]",
      hint: "write month, quarter, year, or a duration such as 30d"),
    Refused(
      rebalancing: "policy: calendar, every: 1d, width: 0.05, weights: {SPX: 0.6}",
      problem: "e.yaml:12:44: error: rebalancing has no key `width` [unknown-key]",
      hint: "known here: policy, weights, every"),
    Refused(
      rebalancing:
        "policy: cppi, multiplier: 4, floor: 0.8, every: 1d, width: 0.1, weights: {SPX: 1}",
      problem: "e.yaml:12:74: error: `width` has no effect here [unused-key]",
      hint: "remove it or  every"),
    Refused(
      rebalancing: "policy: cppi, multiplier: 4, floor: 0.8, to: edge, weights: {SPX: 1}",
      problem: "e.yaml:12:60: error: `to` has no effect here [unused-key]",
      hint: "remove it, or add  width: 0.05"),
    Refused(
      rebalancing: "policy: volatility-target, target: 0.1, decay: 0.9, weights: {SPX: 1}",
      problem: "e.yaml:12:62: error: `decay` has no effect here [unused-key]",
      hint: "remove it, or write  forecast: ewma"),
    Refused(
      rebalancing: "policy: volatility-target, target: 0.1, window: 50h, weights: {SPX: 1}",
      problem: "e.yaml:12:63: error: window is not a whole number of days [bad-duration]",
      hint: "write it in days, such as 63d"),
    Refused(
      rebalancing: "policy: hold, weights: {SPX: 0.6}", cash: "0 USD",
      problem: "e.yaml:9:9: error: cash is 0, and rebalancing has nothing to divide [out-of-range]",
      hint: "weights are fractions of the account's equity: give it some cash"),
    Refused(
      rebalancing: "policy: constant-leverage, multiple: 4, weights: {SPX: 1}",
      costs: "{fee: 0.2, half-spread: 0.05}",
      problem:
        "e.yaml:13:8: error: fee and half-spread take everything that rebalancing would hold [out-of-range]",
      hint:
        "they are `0.25` of a trade of up to 4 times equity; the product must be below 1"),
  ])
  func whatMakesNoSenseIsRefused(refused: Refused) {
    let text = Self.text(refused.rebalancing, costs: refused.costs, cash: refused.cash)
    let problems = Example.problems(of: text)
    #expect(problems.map(\.description) == ["\(refused.problem)\n  hint: \(refused.hint)"])
  }

  /// Leverage must be said: weights above 1 are refused, whatever the policy.
  @Test func weightsAboveOneAreRefused() {
    let market = "SPX: {prices: {file: spx.csv}, volatility: 0.2, rate: 0.05}"
    let text = Self.text("policy: hold, weights: {SPX: 0.7, BND: 0.5}")
      .replacing(market, with: "\(market)\n    \(market.replacing("SPX:", with: "BND:"))")
    let problems = Example.problems(of: text)
    #expect(
      problems.map(\.description) == [
        "e.yaml:13:38: error: the weights sum to `1.2`, which is above 1 [out-of-range]\n"
          + "  hint: leverage has policies of its own: weights that sum to 1 with  "
          + "policy: constant-leverage, multiple: 1.2"
      ])
  }

  @Test func aModelWithoutARuleForSpotIsRefused() {
    let text = Self.text("policy: hold, weights: {SPX: 0.6}").replacing("[tims]", with: "[span]")
    let codes = Example.problems(of: text).map(\.code)
    #expect(codes == [] || codes == ["unsupported-instrument"])
    let venue = text.replacing("[span]", with: "[paradex-btc]")
    #expect(Example.problems(of: venue).map(\.code) == ["unsupported-instrument"])
  }

  /// The window of the forecast ends before the step: 5 returns need 6 rows before the first.
  @Test func aVolatilityTargetNeedsItsWindowBeforeTheFirstStep() throws {
    let files = FakeFiles(["spx.csv": ("2020-01-01", (1...10).map { 100 + Double($0) })])
    let policy = "policy: volatility-target, target: 0.1, window: 5d, weights: {SPX: 1}"
    let loaded = try files.load(try parseExperiment(Self.text(policy), named: "e.yaml"))
    #expect(loaded.history.firstStep == 6 && loaded.replay.rebalancing != nil)
    let early = Self.text(policy).replacing(
      "  underlyings:", with: "  from: 2020-01-06\n  underlyings:")
    #expect(
      try files.problems(of: early) == [
        "e.yaml:13:14: error: the volatility target needs 6 rows before the first step, and there are 5 "
          + "[short-warm-up]\n  hint: the earliest usable date is 2020-01-07"
      ])
  }

  /// The shipped experiment: its files are read, and every policy of its table is accepted.
  @Test(arguments: ["stocks-and-corporate-bonds", "stocks-and-treasuries", "stocks-and-cash"])
  func theShippedExperimentIsValid(name: String) throws {
    let root = #filePath.split(separator: "/").dropLast(4).reduce("") { $0 + "/" + $1 }
    let folder = "\(root)/experiments/drift-bands-60-40"
    let experiment = try loadExperiment("\(folder)/\(name).yaml", named: name)
    let loaded = try assemble(experiment, relativeTo: folder)
    #expect(loaded.history.steps.count > 6_800)
    let band = try #require(loaded.replay.rebalancing?.trigger as? BandRebalancing)
    #expect(
      band.width == 0.05 && band.measure == .absolute && loaded.replay.costs.halfSpread == 5e-4)
  }

  @Test func theReportHasATableOfWeights() throws {
    let files = FakeFiles(["spx.csv": ("2020-01-01", [100, 150])])
    let policy = "policy: calendar, every: 0d, weights: {SPX: 0.5}"
    let loaded = try files.load(
      try parseExperiment(Self.text(policy).replacing("rate: 0.05", with: "rate: 0"), named: "e"))
    let result = try loaded.replay.run(over: loaded.history)
    let tables = reportTables(of: result, summaries: result.summaries(), currency: "USD")
    let table = try #require(tables.first { $0.path == "rebalancing.csv" })
    #expect(
      String(decoding: table.bytes, as: UTF8.self) == """
        time,model,underlying,weight,target,drift,traded,outcome
        2020-01-01,tims,SPX,0,0.5,-0.5,500,opened
        2020-01-02,tims,SPX,0.6,0.5,0.09999999999999998,-125,traded

        """)
  }
}
