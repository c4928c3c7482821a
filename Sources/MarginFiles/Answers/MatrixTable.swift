public import MarginCore

/// Scenario matrices as CSV: a row per model, position and scenario, then the sums as position `total`.
///
/// A loss is positive and has `cover`, the share of it that is charged, applied.
///
/// - Parameters:
///   - models: The matrices of each model.
///   - names: What each position of the portfolio is called, in their order.
public func scenarioMatrixCSV(
  _ models: [(model: String, matrices: [ScenarioMatrix])], names: [String]
) -> String {
  var table = TableWriter(columns: [
    "model", "underlying", "position", "scenario", "spot_move", "volatility_move", "cover", "loss",
  ])
  for (model, matrices) in models {
    for matrix in matrices {
      for (row, position) in matrix.positions.enumerated() {
        write(matrix.losses[row], of: names[position], matrix, model, to: &table)
      }
      write(matrix.totals, of: "total", matrix, model, to: &table)
    }
  }
  return String(decoding: table.bytes, as: UTF8.self)
}

private func write(
  _ losses: [Money], of position: String, _ matrix: ScenarioMatrix, _ model: String,
  to table: inout TableWriter
) {
  for (column, scenario) in matrix.scenarios.enumerated() {
    table.text(model)
    table.text(matrix.underlying)
    table.text(position)
    table.number(Double(scenario.number))
    table.number(scenario.spotMove)
    table.number(scenario.volatilityMove)
    table.number(matrix.covers[column])
    table.number(losses[column])
    table.endRow()
  }
}
