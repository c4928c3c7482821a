import MarginCore
import MarginFiles
import MarginReplay
import MarginReports

/// Takes down a replay step by step: rows go to the report folder, everything else is added up.
struct RunRecorder {
  private(set) var outline: RunOutline
  private(set) var overflow: Overflow
  private var tables: StepTableFiles
  private var totals: [AccountTotals]

  /// Begins the record of a replay of so many steps.
  init(
    of replay: Replay, underlyings: [String], steps: Int, in folder: ReportFolder
  ) throws(FileError) {
    let models = replay.models.map(\.id)
    tables = try StepTableFiles(
      models: models, underlyings: underlyings, rebalances: replay.rebalancing != nil,
      holdsCoins: replay.holdsCoins, in: folder)
    outline = RunOutline(models: models, underlyings: underlyings, steps: steps)
    totals = models.map { AccountTotals(model: $0) }
    overflow = Overflow(models: models)
  }

  mutating func record(_ step: ReplayStep) throws(FileError) {
    try tables.record(step)
    outline.record(step)
    overflow.check(step)
    for (index, account) in step.accounts.enumerated() { totals[index].add(account) }
  }

  /// The metrics of every account, beside what rebalancing is measured against.
  func summaries(beside benchmark: RebalancingBenchmark?) -> [AccountSummary] {
    totals.summaries(beside: benchmark)
  }

  /// Ends the tables; returns what they hold.
  mutating func finishTables() throws(FileError) -> [OutputDigest] { try tables.finish() }
}
