public import MarginReplay

/// The CSV tables of a report folder, and `summary.json`.
///
/// Rows are ordered by time and, within a time, by the order of the models; margin calls are ordered
/// by model first. Amounts are in `currency`, numbers as ``numberText(_:)`` writes them; a field
/// without a value is empty.
public func reportTables(
  of result: RunResult, summaries: [AccountSummary], currency: String
) -> [ReportFile] {
  var tables = StepTables(
    models: result.accounts.map(\.model), underlyings: result.market.map(\.name),
    rebalances: result.rebalancing != nil,
    holdsCoins: result.accounts.contains { !$0.collateral.isEmpty })
  result.forEachStep { tables.record($0) }
  tables.finish()
  return tables.files + summaryFiles(summaries, currency: currency)
}

extension StepTables {
  /// What the tables hold that was not handed over, as files.
  fileprivate var files: [ReportFile] {
    let files = tables.map { ReportFile(path: "\($0.table.name).csv", bytes: $0.rows.bytes) }
    let rows = calls.rows.flatMap(\.bytes)
    let calls = ReportFile(path: "\(CallsTable.name).csv", bytes: CallsTable.header + rows)
    return files[..<Self.beforeCalls] + [calls] + files[Self.beforeCalls...]
  }

  /// How many tables stand before that of the calls.
  static let beforeCalls = 4
}

/// `summary.csv` and `summary.json`.
public func summaryFiles(_ summaries: [AccountSummary], currency: String) -> [ReportFile] {
  [
    ReportFile(
      path: "summary.csv", bytes: summaryTable(summaries, currency: currency).bytes),
    ReportFile(
      path: "summary.json", text: summaryJSON(summaries, currency: currency).text + "\n"),
  ]
}
