import MarginCore
public import MarginReplay

/// `summary.csv`: the metrics of each account, one a row.
func summaryTable(_ summaries: [AccountSummary], currency: String) -> TableWriter {
  var table = TableWriter(columns: ["model", "metric", "value", "unit"])
  for summary in summaries {
    for metric in summary.metrics {
      table.text(summary.model)
      table.text(metric.name)
      write(metric.value, to: &table)
      table.text(unit(metric, currency))
      table.endRow()
    }
  }
  return table
}

/// `summary.json`: the same metrics, by model and name.
public func summaryJSON(_ summaries: [AccountSummary], currency: String) -> JSONValue {
  .object([
    ("currency", .string(currency)),
    ("accounts", .array(summaries.map { accountJSON($0, currency) })),
  ])
}

private func accountJSON(_ summary: AccountSummary, _ currency: String) -> JSONValue {
  let metrics = summary.metrics.map { metric in
    (
      metric.name,
      JSONValue.object([
        ("value", json(metric.value)), ("unit", .string(unit(metric, currency))),
      ])
    )
  }
  return .object([("model", .string(summary.model)), ("metrics", .object(metrics))])
}

/// Amounts of money carry the code of their currency.
private func unit(_ metric: Metric, _ currency: String) -> String {
  metric.unit == .money ? currency : metric.unit.rawValue
}

private func write(_ value: Metric.Value?, to table: inout TableWriter) {
  switch value {
  case .number(let number): table.number(number)
  case .time(let time): table.time(time)
  case nil: table.empty()
  }
}

private func json(_ value: Metric.Value?) -> JSONValue {
  switch value {
  case .number(let number): .number(number)
  case .time(let time): .string(time.description)
  case nil: .null
  }
}
