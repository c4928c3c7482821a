import MarginCore

/// Whether the rows of a table ascend in time, and what is done where they do not.
struct OrderReview {
  /// Rows that are out of order or share a time, in the order of the file.
  private(set) var findings: [SeriesFinding] = []
  /// The rows in order of time, one for each.
  private(set) var table: SeriesTable
  /// How many rows were left out or moved, for which flaw.
  private(set) var treated: [SeriesFlaw: Int] = [:]

  init(_ table: SeriesTable, _ policies: SeriesPolicies, sharesTimes: Bool) {
    self.table = table
    let falls = table.times.indices.dropFirst().filter { table.times[$0] < table.times[$0 - 1] }
    if !falls.isEmpty { settleDisorder(falls, policies[.disorder]) }
    if !sharesTimes { settleDuplicates(policies[.duplicate]) }
  }

  private mutating func settleDisorder(_ falls: [Int], _ action: SeriesAction) {
    if action == .refuse { findings += disorder(falls) }
    if action == .drop {
      let late = Set(lateRows)
      treated[.disorder] = late.count
      return table = table.without(late)
    }
    if action == .sort { treated[.disorder] = falls.count }
    let times = table.times
    table = table.rows(times.indices.sorted { (times[$0], $0) < (times[$1], $1) })
  }

  /// Rows earlier than one before them.
  private var lateRows: [Int] {
    var latest = table.times.first
    return table.times.indices.filter { row in
      guard let time = latest, table.times[row] < time else {
        latest = table.times[row]
        return false
      }
      return true
    }
  }

  private func disorder(_ falls: [Int]) -> [SeriesFinding] {
    let times = table.times
    let rises = times.indices.dropFirst().contains { times[$0] > times[$0 - 1] }
    guard rises else {
      return [
        SeriesFinding(
          .disorder, "disorder", row: falls[0], "the rows are stored newest first",
          hint: "reverse the rows, or have it done:  flaws: {disorder: sort}")
      ]
    }
    return falls.map { row in
      SeriesFinding(
        .disorder, "disorder", row: row,
        "\(times[row]) is earlier than \(times[row - 1]) in the row before",
        hint: "put the rows in ascending order of time, or have it done:  flaws: {disorder: sort}")
    }
  }

  private mutating func settleDuplicates(_ action: SeriesAction) {
    let times = table.times
    let repeated = times.indices.dropFirst().filter { times[$0] == times[$0 - 1] }
    guard !repeated.isEmpty else { return }
    if action == .refuse {
      findings += repeated.map(duplicate)
    } else {
      treated[.duplicate] = repeated.count
    }
    table = table.without(Set(action == .last ? repeated.map { $0 - 1 } : Array(repeated)))
  }

  private func duplicate(_ row: Int) -> SeriesFinding {
    SeriesFinding(
      .duplicate, "duplicate-time", row: row,
      "\(table.times[row]) stands in the row before as well",
      hint: "keep one row for each time, or have it done:  flaws: {duplicate: first}")
  }
}
