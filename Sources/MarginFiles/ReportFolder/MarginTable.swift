import MarginCore
import MarginReplay

/// `margin.csv`: each requirement, one amount a row.
///
/// Initial and maintenance margin come first, then the components; the binding scenario stands on the
/// first row of each requirement. `account` is the model that governs, `model` the one that asked.
func marginTable(_ result: RunResult) -> TableWriter {
  var table = TableWriter(columns: [
    "time", "account", "model", "component", "amount", "binding_scenario", "spot_move",
    "volatility_move",
  ])
  inTimeOrder(result.accounts, \.margin, \.time) { account, record in
    let requirement = record.requirement
    write("initial_margin", requirement.initial, requirement.bindingScenario)
    write("maintenance_margin", requirement.maintenance)
    requirement.components.forEach { write($0.name, $0.amount) }

    func write(_ component: String, _ amount: Money, _ scenario: Scenario? = nil) {
      table.time(record.time)
      table.text(account.model)
      table.text(record.model)
      table.text(component)
      table.number(amount)
      table.number(scenario.map { Double($0.number) })
      table.number(scenario?.spotMove)
      table.number(scenario?.volatilityMove)
      table.endRow()
    }
  }
  return table
}
