import MarginCore
import MarginReplay
import Testing

@testable import MarginFiles

/// The keys of `hedging`: what they mean, and what is refused.
@Suite struct HedgingExperimentTests {
  private func plan(_ hedging: String, volatility: String = "0.2") throws -> HedgePlan {
    try parseExperiment(text(hedging, volatility), named: "e.yaml").hedging
  }

  private func text(_ hedging: String, _ volatility: String = "0.2") -> String {
    Example.experiment("volatility: 0.2", "volatility: \(volatility)")
      + "hedging: {\(hedging)}\ncosts: {fee: 1bp}\n"
  }

  private static let index = "{model: index, file: v.csv, skew: -0.2, curvature: 0.1}"

  @Test func policiesAreRead() throws {
    let move = try #require(try plan("policy: move, move: 0.02").policy as? MoveHedge)
    #expect(move.threshold == .fraction(0.02))
    let daily = try #require(try plan("policy: move, deviations: 1.5").policy as? MoveHedge)
    #expect(daily.threshold == .deviations(1.5))
    let band = try #require(
      try plan("policy: delta-band, width: 0.1, to: edge").policy as? DeltaBandHedge)
    #expect(band.width == 0.1 && band.goal == .edge)
    let optimal = try #require(
      try plan("policy: whalley-wilmott, risk-aversion: 1e-6").policy as? WhalleyWilmottHedge)
    #expect(optimal.riskAversion == 1e-6 && optimal.cost == nil && optimal.goal == .edge)
    let zakamouline = try #require(
      try plan("policy: zakamouline, risk-aversion: 2, cost: 5bp, to: middle").policy
        as? ZakamoulineHedge)
    #expect(zakamouline.riskAversion == 2 && zakamouline.cost == 0.0005)
    #expect(zakamouline.goal == .middle)
  }

  @Test func vehiclesAreRead() throws {
    let start = "policy: schedule, every: 1d, vehicle: "
    #expect(try plan(start + "perpetual").vehicle == .perpetual(multiplier: 1))
    #expect(
      try plan(start + "perpetual, multiplier: 10, settlement: inverse").vehicle
        == .perpetual(multiplier: 10, settlement: .inverse))
    #expect(
      try plan(start + "future, tenor: 90d, settlement: inverse").vehicle
        == .future(tenor: .days(90), multiplier: 1, settlement: .inverse))
  }

  @Test func deltasAreRead() throws {
    let rule = try plan("policy: schedule, every: 1d, delta: sticky-delta", volatility: Self.index)
    #expect(rule.dynamics == .stickyDelta && rule.adjustment == nil)
    let model = try plan("policy: schedule, every: 2d, delta: {model: leland}")
    #expect(model.dynamics == nil)
    #expect(
      model.adjustment as? CostAdjustedDelta == CostAdjustedDelta(.leland, every: .days(2)))
    let both = try plan(
      "policy: delta-band, width: 0, delta: {rule: sticky-implied-tree, model: boyle-vorst, "
        + "every: 1d, cost: 1bp}", volatility: Self.index)
    #expect(both.dynamics == .stickyImpliedTree)
    #expect(
      both.adjustment as? CostAdjustedDelta
        == CostAdjustedDelta(.boyleVorst, every: .day, cost: 0.0001))
  }

  @Test func hedgingOptionsAreRead() throws {
    let plain = try plan("policy: none, option: {neutral: gamma, tenor: 30d}")
    #expect(plain.option == OptionHedge(.gamma, tenor: .days(30)))
    let full = try plan(
      "policy: none, option: {neutral: vega, right: put, tenor: 60d, delta: 0.3, band: 0.1, "
        + "roll: 5d, multiplier: 10, lot: 2}")
    #expect(
      full.option
        == OptionHedge(
          .vega, right: .put, tenor: .days(60), delta: 0.3, band: 0.1, roll: .days(5),
          multiplier: 10, lot: 2))
  }

  @Test(arguments: [
    "policy: move, move: 0.02", "policy: whalley-wilmott, risk-aversion: 1e-6, to: middle",
    "policy: schedule, every: 1d, delta: {model: leland}, option: {neutral: vega, tenor: 9d}",
  ])
  func theResolvedFileMeansTheSame(hedging: String) throws {
    let experiment = try parseExperiment(text(hedging), named: "e.yaml")
    #expect(try parseExperiment(resolvedYAML(of: experiment), named: "r.yaml") == experiment)
  }

  @Test(arguments: [
    Broken(
      "policy: whalley-wilmott", "",
      ["13:10: error: hedging with policy: whalley-wilmott lacks `risk-aversion` [missing-key]"]),
    Broken(
      "policy: zakamouline, risk-aversion: 0", "",
      ["13:47: error: risk-aversion `0` is out of range [out-of-range]"]),
    Broken(
      "policy: move", "", ["13:10: error: hedging with policy: move lacks `move` [missing-key]"]),
    Broken(
      "policy: move, move: 0.1, deviations: 1", "",
      ["13:48: error: `deviations` has no effect beside `move` [unused-key]"]),
    Broken(
      "policy: schedule, every: 1d, move: 0.1", "",
      ["13:46: error: `move` has no effect without policy: move [unused-key]"]),
    Broken(
      "policy: schedule, every: 1d, to: edge", "",
      ["13:44: error: `to` has no effect without policy: delta-band [unused-key]"]),
    Broken(
      "policy: delta-band, width: 0.1, cost: 1bp", "",
      ["13:49: error: `cost` has no effect without policy: whalley-wilmott [unused-key]"]),
    Broken(
      "policy: delta-band, width: -0.1", "",
      ["13:38: error: width `-0.1` is out of range [out-of-range]"]),
    Broken(
      "policy: schedule, every: 1d, settlement: inverse", "",
      ["13:52: error: `settlement` has no effect without vehicle: future [unused-key]"]),
    Broken(
      "policy: none, vehicle: future, tenor: 90d, lot: 1", "",
      [
        "13:34: error: `vehicle` has no effect without a policy [unused-key]",
        "13:49: error: `tenor` has no effect without a policy [unused-key]",
        "13:59: error: `lot` has no effect without a policy [unused-key]",
      ]),
    Broken(
      "policy: delta-band, width: 0.1, delta: {model: leland}", "",
      ["13:50: error: delta with model: leland lacks `every` [missing-key]"]),
    Broken(
      "policy: schedule, every: 1d, delta: sticky-strike", "",
      ["13:47: error: `rule` has no effect: every option has the one volatility [unused-key]"]),
    Broken(
      "policy: schedule, every: 1d, delta: leland", "",
      [
        "13:47: error: delta `leland` is not one of sticky-strike, sticky-moneyness, sticky-delta, sticky-implied-tree [unknown-value]"
      ]),
    Broken(
      "policy: zakamouline, risk-aversion: 1, delta: {model: leland}", "",
      ["13:65: error: `model` has no effect with policy: zakamouline [unused-key]"]),
    Broken(
      "policy: none, option: {neutral: gamma, tenor: 5d, roll: 5d}", "",
      ["13:67: error: roll `5d` is not shorter than tenor `5d` [out-of-range]"]),
    Broken(
      "policy: none, option: {neutral: theta, tenor: 5d}", "",
      ["13:43: error: neutral `theta` is not one of gamma, vega [unknown-value]"]),
  ])
  func whatCannotBeMeantIsRefused(broken: Broken) {
    let problems = Example.problems(of: text(broken.old))
    let lines = problems.map { $0.description.split(separator: "\n").first.map(String.init) ?? "" }
    #expect(lines == broken.lines.map { "e.yaml:" + $0 })
    #expect(problems.allSatisfy { $0.hint?.isEmpty == false })
  }
}
