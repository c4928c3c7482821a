import MarginCore
import MarginReplay

/// `margin.csv`: each requirement, one amount a row.
///
/// Initial and maintenance margin come first, then the components; the binding scenario stands on the
/// first row of each requirement. `account` is the model that governs, `model` the one that asked.
struct MarginTable: StepTable {
  let name = "margin"
  let columns = [
    "time", "account", "model", "component", "amount", "binding_scenario", "spot_move",
    "volatility_move",
  ]

  func write(_ step: ReplayStep, to table: inout TableWriter) {
    for account in step.accounts {
      for record in account.margin { write(record, of: account.model, to: &table) }
    }
  }

  private func write(_ record: MarginRecord, of account: String, to table: inout TableWriter) {
    let requirement = record.requirement
    write("initial_margin", requirement.initial, requirement.bindingScenario)
    write("maintenance_margin", requirement.maintenance)
    requirement.components.forEach { write($0.name, $0.amount) }

    func write(_ component: String, _ amount: Money, _ scenario: Scenario? = nil) {
      table.time(record.time)
      table.text(account)
      table.text(record.model)
      table.text(component)
      table.number(amount)
      table.number(scenario.map { Double($0.number) })
      table.number(scenario?.spotMove)
      table.number(scenario?.volatilityMove)
      table.endRow()
    }
  }
}
