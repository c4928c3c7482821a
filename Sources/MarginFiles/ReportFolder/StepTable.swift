import MarginCore
import MarginReplay

/// A table of a report folder whose rows come with the steps.
protocol StepTable: Sendable {
  /// The name of its file, without suffix.
  var name: String { get }
  /// The names of its columns.
  var columns: [String] { get }
  /// Writes the rows of one step.
  mutating func write(_ step: ReplayStep, to table: inout TableWriter)
}

extension TableWriter {
  /// Writes a row for each of the records of a step's accounts: its time, the account's model, then what
  /// `fields` adds.
  mutating func records<Record>(
    of step: ReplayStep, _ records: (AccountStep) -> [Record], at time: (Record) -> Timestamp,
    _ fields: (Record, inout TableWriter) -> Void
  ) {
    for account in step.accounts {
      for record in records(account) {
        self.time(time(record))
        text(account.model)
        fields(record, &self)
        endRow()
      }
    }
  }
}

/// All such tables together with the rows that are not yet elsewhere.
///
/// Rows are ordered by time and, within a time, by the order of the models; margin calls are ordered
/// by model first.
struct StepTables {
  /// The tables, in the order of the report.
  private(set) var tables: [Rows]
  /// Margin calls.
  private(set) var calls: CallsTable

  init(models: [String], underlyings: [String], rebalances: Bool, holdsCoins: Bool) {
    var tables: [any StepTable] = [
      TimelineTable(underlyings), PositionsTable(underlyings), TradesTable(underlyings),
      MarginTable(), LiquidationsTable(), WaterfallTable(), AttributionTable(),
      DragTable(models: models.count),
    ]
    if holdsCoins { tables.append(CollateralTable()) }
    if rebalances { tables.append(RebalancingTable(underlyings)) }
    self.tables = tables.map { Rows(table: $0, rows: TableWriter(columns: $0.columns)) }
    calls = CallsTable(models: models)
  }

  /// A table with its rows.
  struct Rows {
    fileprivate(set) var table: any StepTable
    fileprivate(set) var rows: TableWriter

    fileprivate mutating func record(_ step: ReplayStep) { table.write(step, to: &rows) }
  }

  /// Writes the rows of one step.
  mutating func record(_ step: ReplayStep) {
    for index in tables.indices { tables[index].record(step) }
    calls.take(step)
  }

  /// Writes what was kept back until the last step.
  mutating func finish() { calls.finish() }

  /// Hands over the rows of tables that hold at least so many bytes, and forgets them.
  mutating func drain(
    from limit: Int, _ body: (_ table: Int, _ rows: [UInt8]) throws(FileError) -> Void
  ) throws(FileError) {
    for index in tables.indices where tables[index].rows.bytes.count >= limit {
      try body(index, tables[index].rows.bytes)
      tables[index].rows.clear()
    }
  }

  /// The same for the calls of each account.
  mutating func drainCalls(
    from limit: Int, _ body: (_ account: Int, _ rows: [UInt8]) throws(FileError) -> Void
  ) throws(FileError) {
    for index in calls.rows.indices where calls.rows[index].bytes.count >= limit {
      try body(index, calls.rows[index].bytes)
      calls.clear(index)
    }
  }
}
