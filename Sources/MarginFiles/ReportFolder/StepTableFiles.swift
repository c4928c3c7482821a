public import MarginReplay

/// The tables of a report folder, written while the steps come, in memory that does not grow.
///
/// They are the files that ``reportTables(of:summaries:currency:)`` makes of a whole result, but for
/// those of the summaries.
public struct StepTableFiles {
  /// Bytes of a table that wait to be written.
  private static let waiting = 1 << 18

  private let folder: ReportFolder
  private let files: [ReportStream]
  private let callParts: [ReportStream]
  private var tables: StepTables

  /// Begins the tables of a run in `folder`.
  public init(
    models: [String], underlyings: [String], rebalances: Bool, holdsCoins: Bool,
    in folder: ReportFolder
  ) throws(FileError) {
    self.folder = folder
    tables = StepTables(
      models: models, underlyings: underlyings, rebalances: rebalances, holdsCoins: holdsCoins)
    var (files, parts): ([ReportStream], [ReportStream]) = ([], [])
    for rows in tables.tables { files.append(try folder.stream("\(rows.table.name).csv")) }
    for index in models.indices { parts.append(try folder.stream(Self.part(index))) }
    (self.files, callParts) = (files, parts)
  }

  /// Where the calls of an account wait for those of the accounts before it.
  private static func part(_ account: Int) -> String { "\(CallsTable.name)-\(account).part" }

  /// Writes the rows of one step.
  public mutating func record(_ step: ReplayStep) throws(FileError) {
    tables.record(step)
    try drain(from: Self.waiting)
  }

  /// Ends the tables; returns what they hold, in the order of the report.
  public mutating func finish() throws(FileError) -> [OutputDigest] {
    tables.finish()
    try drain(from: 0)
    var digests: [OutputDigest] = []
    for file in files { digests.append(try file.finish()) }
    digests.insert(try finishCalls(), at: StepTables.beforeCalls)
    return digests
  }

  private mutating func drain(from limit: Int) throws(FileError) {
    try tables.drain(from: limit) { index, rows throws(FileError) in
      try files[index].write(rows)
    }
    try tables.drainCalls(from: limit) { index, rows throws(FileError) in
      try callParts[index].write(rows)
    }
  }

  private func finishCalls() throws(FileError) -> OutputDigest {
    let file = try folder.stream("\(CallsTable.name).csv")
    try file.write(CallsTable.header)
    for (index, part) in callParts.enumerated() {
      _ = try part.finish()
      try folder.take(Self.part(index)) { bytes throws(FileError) in try file.write(bytes) }
    }
    return try file.finish()
  }
}
