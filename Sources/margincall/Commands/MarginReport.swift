import MarginCore
import MarginFiles

/// The answer of `margincall margin`, for people and for programs.
struct MarginReport {
  typealias Result = (
    model: String, requirement: MarginRequirement, matrices: [ScenarioMatrix]
  )

  let results: [Result]
  let file: PortfolioFile

  private var equity: Money { file.portfolio.equity(in: file.market) }
  private var coins: CoinAmounts { CoinAmounts(file) }

  var text: String {
    let comparison = results.count > 1 ? [aligned(table)] : []
    return (["equity \(amount(equity)) \(file.currency)"] + comparison + results.map(section))
      .joined(separator: "\n\n")
  }

  /// One row per model.
  private var table: [[String]] {
    let head =
      ["model", "initial", "maintenance", "excess"] + coins.names.map { "initial \($0)" }
    return [head]
      + results.map { result in
        let requirement = result.requirement
        let amounts = [
          requirement.initial, requirement.maintenance, equity - requirement.maintenance,
        ]
        return [result.model] + amounts.map(amount) + coins.texts(requirement.initial)
      }
  }

  private func section(_ result: Result) -> String {
    let requirement = result.requirement
    var rows = [
      row("initial margin", requirement.initial),
      row("maintenance margin", requirement.maintenance),
    ]
    if requirement.premiumInRule != 0 {
      rows += [
        row("initial with premium, as the rule states it", requirement.publishedInitial),
        row("maintenance with premium", requirement.publishedMaintenance),
      ]
    }
    rows += requirement.components.map { row("  \($0.name)", $0.amount) }
    if let scenario = requirement.bindingScenario {
      rows.append(line("binding scenario \(scenario.number)", moves(scenario)))
    }
    if result.matrices.count > 1 { rows += result.matrices.map(activeRow) }
    return ([result.model] + rows).joined(separator: "\n")
  }

  private func row(_ name: String, _ money: Money) -> String {
    coins.row(name, money, width: 46)
  }

  private func line(_ name: String, _ text: String) -> String {
    "  " + padded(name, 46) + leftPadded(text, 20)
  }

  /// The worst scenario of one underlying alone.
  private func activeRow(_ matrix: ScenarioMatrix) -> String {
    guard let active = matrix.active else { return line("  \(matrix.underlying): no loss", "") }
    let scenario = matrix.scenarios[active]
    return line("  \(matrix.underlying): scenario \(scenario.number)", moves(scenario))
  }

  private func moves(_ scenario: Scenario) -> String {
    "spot \(percent(scenario.spotMove)), vol \(percent(scenario.volatilityMove))"
  }

  var json: String {
    JSONValue.object([
      ("currency", .string(file.currency)),
      ("equity", .number(equity)),
      ("models", .array(results.map(value))),
    ]).text
  }

  private func value(_ result: Result) -> JSONValue {
    let requirement = result.requirement
    return .object([
      ("model", .string(result.model)),
      ("initial", .number(requirement.initial)),
      ("maintenance", .number(requirement.maintenance)),
      ("published_initial", .number(requirement.publishedInitial)),
      ("published_maintenance", .number(requirement.publishedMaintenance)),
      ("components", requirement.componentsValue), ("coins", coins.value(of: requirement)),
      ("binding_scenario", requirement.bindingScenario.map(\.value) ?? .null),
      (
        "active_scenarios",
        .object(
          result.matrices.map { matrix in
            (matrix.underlying, matrix.active.map { matrix.scenarios[$0].value } ?? .null)
          })
      ),
    ])
  }
}

extension MarginRequirement {
  /// The components by name.
  var componentsValue: JSONValue { .object(components.map { ($0.name, .number($0.amount)) }) }
}

extension Scenario {
  /// The scenario for programs.
  var value: JSONValue {
    .object([
      ("number", .integer(number)), ("spot_move", .number(spotMove)),
      ("volatility_move", .number(volatilityMove)),
    ])
  }
}
