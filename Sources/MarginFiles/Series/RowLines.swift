/// The lines of the rows of a table, as runs of rows on successive lines.
struct RowLines: Sendable, Equatable {
  private var runs: [Run] = []
  private var count = 0

  private struct Run: Sendable, Equatable {
    let row: Int
    let line: Int
  }

  init() {}

  init(_ lines: some Sequence<Int>) {
    for line in lines { append(line) }
  }

  /// Adds rows, the first of which is on `line`.
  mutating func append(_ line: Int, rows: Int = 1) {
    if runs.last.map({ $0.line + count - $0.row }) != line {
      runs.append(Run(row: count, line: line))
    }
    count += rows
  }

  /// The line of a row.
  subscript(row: Int) -> Int {
    let run = runs[runs.partitioningIndex { $0.row > row } - 1]
    return run.line + row - run.row
  }
}

extension Array {
  /// The first index whose element has a quality that all behind it have, too; the count if none has.
  func partitioningIndex(where belongs: (Element) -> Bool) -> Int {
    var range = 0..<count
    while !range.isEmpty {
      let middle = range.lowerBound + range.count / 2
      range =
        belongs(self[middle])
        ? range.lowerBound..<middle : (middle + 1)..<range.upperBound
    }
    return range.lowerBound
  }
}
