import Foundation
import Testing

/// The worked replay as a user runs it: an experiment file in, report tables out.
///
/// Source: `worked-replay.json`, by an independent program; money within the 1e-6 stated there, counts
/// exactly.
@Suite struct WorkedReplayCommandTests {
  private let sandbox: Sandbox
  private let outcome: Outcome
  private let steps: [WorkedStep]

  init() throws {
    sandbox = try Sandbox()
    let file = repository.appendingPathComponent("experiments/worked-replay/worked-replay.yaml")
    outcome = try sandbox.run("run", file.path, "-o", "report", "-q")
    let fixture = repository.appendingPathComponent(
      "Tests/MarginReplayTests/Fixtures/worked-replay.json")
    steps = try JSONDecoder().decode(WorkedCases.self, from: Data(contentsOf: fixture)).variant
      .steps
  }

  private func table(_ name: String) throws -> Table {
    Table(try sandbox.read("report/\(name).csv"))
  }

  /// The rows of each day, in the order of the worked steps.
  private func days(_ table: Table) -> [[[String]]] {
    steps.indices.map { table.rows(where: "time", is: "2024-01-\($0 < 9 ? "0" : "")\($0 + 1)") }
  }

  @Test func theChecksOfTheExperimentHold() {
    #expect(outcome.code == 0 && outcome.errors.isEmpty)
  }

  @Test func theTimelineMatchesAtEveryStep() throws {
    let table = try table("timeline")
    #expect(table.rows.count == steps.count)
    for (rows, step) in zip(days(table), steps) {
      let row = try #require(rows.first)
      let pairs = [
        ("equity", step.equity_end), ("cash", step.cash_end),
        ("market_value", step.equity_end - step.cash_end),
        ("initial_margin", step.margin_end.initial_margin),
        ("maintenance_margin", step.margin_end.maintenance_margin),
        ("x_spot", step.S), ("x_volatility", step.sigma),
      ]
      for (column, expected) in pairs {
        #expect(abs(table.number(column, row) - expected) < 1e-6, "\(column) on day \(step.t)")
      }
    }
  }

  /// Greeks within the 1e-9 of their size that the statement allows; vanna and volga of a straddle at
  /// the money are differences of larger numbers, and have 1e-6 beside it.
  @Test func theGreeksMatchAtEveryStep() throws {
    let table = try table("timeline")
    for (rows, step) in zip(days(table), steps) {
      let row = try #require(rows.first)
      let greeks = step.greeks_end
      let pairs = [
        ("delta", greeks.delta + step.hedge_units_end), ("gamma", greeks.gamma),
        ("vega", greeks.vega), ("theta", greeks.theta), ("vanna", greeks.vanna),
        ("volga", greeks.volga),
      ]
      for (column, expected) in pairs {
        let error = abs(table.number(column, row) - expected)
        #expect(error <= 1e-9 * abs(expected) + 1e-6, "\(column) on day \(step.t)")
      }
    }
  }

  @Test func theMarginComponentsMatchAtEveryStep() throws {
    let table = try table("margin")
    for (rows, step) in zip(days(table), steps) {
      let components = [
        ("initial_margin", step.margin_end.initial_margin),
        ("maintenance_margin", step.margin_end.maintenance_margin),
      ]
      for (component, expected) in components {
        let row = try #require(rows.first { table.text("component", $0) == component })
        #expect(abs(table.number("amount", row) - expected) < 1e-6, "\(component), \(step.t)")
      }
      let scenarios = rows.map { table.text("binding_scenario", $0) }.filter { !$0.isEmpty }
      #expect(!scenarios.isEmpty)
      #expect(scenarios.allSatisfy { $0 == "\(step.margin_end.worst_scenario)" })
    }
  }

  @Test func theTradesMatchExactly() throws {
    let table = try table("trades")
    func traded(_ reason: String, _ rows: [[String]]) -> [Double] {
      rows.filter { table.text("reason", $0) == reason }.map { table.number("quantity", $0) }
    }
    for (rows, step) in zip(days(table), steps) {
      let hedges = [step.hedge_trade, step.liquidation_hedge_trade].filter { $0 != 0 }
      #expect(traded("hedge", rows) == hedges, "hedges of day \(step.t)")
      let closed = step.liquidated_pairs == 0 ? [] : [step.liquidated_pairs, step.liquidated_pairs]
      #expect(traded("liquidation", rows) == closed, "forced trades of day \(step.t)")
    }
    #expect(table.rows(where: "reason", is: "open").count == 2)
  }

  @Test func thePositionsMatchExactly() throws {
    let table = try table("positions")
    for (rows, step) in zip(days(table), steps) {
      let options = rows.filter { table.text("instrument", $0) == "option" }
      #expect(options.map { table.number("quantity", $0) } == [-step.pairs_end, -step.pairs_end])
      let hedge = try #require(rows.first { table.text("purpose", $0) == "hedge" })
      #expect(table.number("quantity", hedge) == step.hedge_units_end)
    }
  }

  @Test func theAttributionMatchesAtEveryStep() throws {
    let table = try table("attribution")
    for (rows, step) in zip(days(table), steps) {
      let row = try #require(rows.first)
      let parts = step.attribution
      let pairs = [
        ("delta", parts.delta_options), ("gamma", parts.gamma), ("vega", parts.vega),
        ("theta", parts.theta), ("vanna", parts.vanna), ("volga", parts.volga),
        ("residual", parts.residual), ("hedge", parts.delta_hedge), ("interest", parts.interest),
        ("funding", parts.funding), ("fees", parts.hedge_fees + parts.option_fees),
        ("spread", parts.hedge_half_spread + parts.option_spread), ("impact", parts.hedge_impact),
        ("liquidation", parts.liquidation_cost + parts.liquidation_fees),
      ]
      for (column, expected) in pairs {
        #expect(abs(table.number(column, row) - expected) < 1e-6, "\(column) on day \(step.t)")
      }
    }
  }
}

private struct WorkedCases: Decodable {
  let variant: Variant
  struct Variant: Decodable { let steps: [WorkedStep] }
}

private struct WorkedStep: Decodable {
  let t: Int
  let S, sigma, hedge_trade, liquidated_pairs, liquidation_hedge_trade: Double
  let pairs_end, hedge_units_end, cash_end, equity_end: Double
  let greeks_end: Greeks
  let margin_end: Margin
  let attribution: Parts

  struct Greeks: Decodable { let delta, gamma, vega, theta, vanna, volga: Double }

  struct Margin: Decodable {
    let initial_margin, maintenance_margin: Double
    let worst_scenario: Int
  }

  struct Parts: Decodable {
    let delta_options, delta_hedge, gamma, vega, theta, vanna, volga, residual: Double
    let interest, funding, option_spread, option_fees: Double
    let hedge_fees, hedge_half_spread, hedge_impact, liquidation_cost, liquidation_fees: Double
  }
}
