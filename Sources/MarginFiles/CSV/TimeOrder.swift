import MarginCore

/// Whether the times of a file ascend strictly.
struct TimeOrder {
  private var log = ProblemLog()
  private var first: Place?
  private var previous: Timestamp?
  private var falls = 0
  private var rises = 0

  /// Compares a row's time with the row before.
  mutating func check(_ time: Timestamp, _ row: CSVRow) {
    defer { previous = time }
    guard let previous else { return }
    if time > previous { rises += 1 }
    if time == previous { log.add(duplicate(time, row)) }
    if time < previous { fall(time, previous, row) }
  }

  /// What is wrong with the order; one problem when the whole file descends.
  func problems(of file: String) -> ProblemLog {
    guard falls > 0, rises == 0, let first else { return log }
    var single = ProblemLog()
    single.add(newestFirst(first))
    log.kept.filter { $0.code == "duplicate-time" }.forEach { single.add($0) }
    return single
  }

  private mutating func fall(_ time: Timestamp, _ previous: Timestamp, _ row: CSVRow) {
    falls += 1
    if first == nil { first = row.place(0) }
    log.add(
      Problem(
        at: row.place(0), "\(time) is earlier than \(previous) in the row before",
        code: "disorder", hint: "put the rows in ascending order of time"))
  }

  private func duplicate(_ time: Timestamp, _ row: CSVRow) -> Problem {
    Problem(
      at: row.place(0), "\(time) stands in the row before as well", code: "duplicate-time",
      hint: "keep one row for each time")
  }

  private func newestFirst(_ place: Place) -> Problem {
    Problem(
      at: place, "the rows are stored newest first", code: "disorder",
      hint: "reverse the rows, so that the oldest comes first")
  }
}
