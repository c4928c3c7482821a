import MarginCore
import MarginFiles

/// The answer of `margincall margin`, for people and for programs.
enum MarginReport {
  typealias Result = (
    model: String, requirement: MarginRequirement, matrices: [ScenarioMatrix]
  )

  static func text(_ results: [Result], equity: Money, currency: String) -> String {
    (["equity \(amount(equity)) \(currency)"] + results.map(section)).joined(separator: "\n\n")
  }

  private static func section(_ result: Result) -> String {
    let requirement = result.requirement
    var rows = [
      ("initial margin", amount(requirement.initial)),
      ("maintenance margin", amount(requirement.maintenance)),
    ]
    if requirement.premiumInRule != 0 {
      rows += [
        ("initial with premium, as the rule states it", amount(requirement.publishedInitial)),
        ("maintenance with premium", amount(requirement.publishedMaintenance)),
      ]
    }
    rows += requirement.components.map { ("  \($0.name)", amount($0.amount)) }
    if let scenario = requirement.bindingScenario {
      rows.append(("binding scenario \(scenario.number)", moves(scenario)))
    }
    if result.matrices.count > 1 { rows += result.matrices.map(activeRow) }
    return ([result.model] + rows.map { "  " + padded($0.0, 46) + leftPadded($0.1, 20) })
      .joined(separator: "\n")
  }

  /// The worst scenario of one underlying alone.
  private static func activeRow(_ matrix: ScenarioMatrix) -> (String, String) {
    guard let active = matrix.active else { return ("  \(matrix.underlying): no loss", "") }
    let scenario = matrix.scenarios[active]
    return ("  \(matrix.underlying): scenario \(scenario.number)", moves(scenario))
  }

  private static func moves(_ scenario: Scenario) -> String {
    "spot \(percent(scenario.spotMove)), vol \(percent(scenario.volatilityMove))"
  }

  static func json(_ results: [Result], equity: Money, currency: String) -> String {
    JSONValue.object([
      ("currency", .string(currency)),
      ("equity", .number(equity)),
      ("models", .array(results.map(value))),
    ]).text
  }

  private static func value(_ result: Result) -> JSONValue {
    let requirement = result.requirement
    return .object([
      ("model", .string(result.model)),
      ("initial", .number(requirement.initial)),
      ("maintenance", .number(requirement.maintenance)),
      ("published_initial", .number(requirement.publishedInitial)),
      ("published_maintenance", .number(requirement.publishedMaintenance)),
      ("components", .object(requirement.components.map { ($0.name, .number($0.amount)) })),
      ("binding_scenario", requirement.bindingScenario.map(value) ?? .null),
      (
        "active_scenarios",
        .object(
          result.matrices.map { matrix in
            (matrix.underlying, matrix.active.map { value(matrix.scenarios[$0]) } ?? .null)
          })
      ),
    ])
  }

  static func value(_ scenario: Scenario) -> JSONValue {
    .object([
      ("number", .integer(scenario.number)),
      ("spot_move", .number(scenario.spotMove)),
      ("volatility_move", .number(scenario.volatilityMove)),
    ])
  }
}
