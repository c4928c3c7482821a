public import MarginReplay

/// The tables of a comparison of twins: `twins.csv`, a row per step and model, and `summary.csv`, a
/// row per model and figure.
public func twinTables(of comparisons: [TwinComparison], currency: String) -> [ReportFile] {
  [
    ReportFile(path: "twins.csv", bytes: twinTable(comparisons).bytes),
    ReportFile(path: "summary.csv", bytes: twinSummaryTable(comparisons, currency).bytes),
  ]
}

/// What `margincall twins --json` prints.
public func twinJSON(_ comparisons: [TwinComparison], currency: String) -> JSONValue {
  .object([
    ("currency", .string(currency)),
    (
      "models",
      .array(
        comparisons.map { comparison in
          let figures = comparison.figures.map { ($0.name, JSONValue.number($0.value)) }
          return .object([("model", .string(comparison.model))] + figures)
        })
    ),
  ])
}

private func twinTable(_ comparisons: [TwinComparison]) -> TableWriter {
  let parts = TwinParts().all.map(\.name)
  var table = TableWriter(
    columns: ["time", "model", "linear_equity", "inverse_equity", "difference"] + parts)
  for (index, step) in (comparisons.first?.steps ?? []).enumerated() {
    for comparison in comparisons {
      let twin = comparison.steps[index]
      table.time(step.time)
      table.text(comparison.model)
      ([twin.linear, twin.inverse, twin.difference] + twin.parts.all.map(\.amount)).forEach {
        table.number($0)
      }
      table.endRow()
    }
  }
  return table
}

private func twinSummaryTable(_ comparisons: [TwinComparison], _ currency: String) -> TableWriter {
  var table = TableWriter(columns: ["model", "metric", "value", "unit"])
  for comparison in comparisons {
    for figure in comparison.figures {
      table.text(comparison.model)
      table.text(figure.name)
      table.number(figure.value)
      table.text(figure.isMoney ? currency : "count")
      table.endRow()
    }
  }
  return table
}

extension TwinComparison {
  /// What happened to both twins by the last step.
  fileprivate var figures: [(name: String, value: Double, isMoney: Bool)] {
    guard let last = steps.last else { return [] }
    let equity = [
      ("linear_final_equity", last.linear), ("inverse_final_equity", last.inverse),
      ("difference", last.difference),
    ]
    let counts = [
      ("linear_calls", linear.calls.count), ("inverse_calls", inverse.calls.count),
      ("linear_liquidations", linear.liquidations.count),
      ("inverse_liquidations", inverse.liquidations.count),
    ]
    return (equity + last.parts.all.map { ($0.name, $0.amount) }).map { ($0.0, $0.1, true) }
      + counts.map { ($0.0, Double($0.1), false) }
  }
}
