public import MarginReplay

/// The CSV tables of a report folder, and `summary.json`.
///
/// Rows are ordered by time and, within a time, by the order of the models; margin calls are ordered
/// by model first. Amounts are in `currency`, numbers as ``numberText(_:)`` writes them; a field
/// without a value is empty.
public func reportTables(
  of result: RunResult, summaries: [AccountSummary], currency: String
) -> [ReportFile] {
  var tables: [(String, TableWriter)] = [
    ("timeline", timelineTable(result)), ("positions", positionsTable(result)),
    ("trades", tradesTable(result)), ("margin", marginTable(result)), ("calls", callsTable(result)),
    ("liquidations", liquidationsTable(result)), ("waterfall", waterfallTable(result)),
    ("attribution", attributionTable(result)), ("drag", dragTable(result)),
    ("summary", summaryTable(summaries, currency: currency)),
  ]
  if result.rebalancing != nil { tables.append(("rebalancing", rebalancingTable(result))) }
  let files = tables.map { ReportFile(path: "\($0).csv", bytes: $1.bytes) }
  let summary = summaryJSON(summaries, currency: currency)
  return files + [ReportFile(path: "summary.json", text: summary.text + "\n")]
}
