import MarginCore

/// Which rows of columns are good as they are, with one pass over a column for each condition.
struct SteadyRows {
  /// The moments of the rows that are read.
  let range: Range<Int64>?
  /// The column that is 1 in the rows of the wanted symbol.
  let symbol: Int?
  /// The columns of values with the least that none is below, and what each must be above.
  let values: [(column: Int, least: Double, isOpen: Bool)]
  /// Columns of which the first must not be below the second.
  let ordered: [(Int, Int)]
  /// A number that stands for a missing value.
  let missing: Double?

  /// A line that does not follow its neighbours into the table.
  struct Stop {
    /// Its number among the lines.
    let line: Int
    /// Whether the columns hold its values.
    let hasValues: Bool
    /// Whether it is read as a row; otherwise it is passed over.
    let isRead: Bool
  }

  /// The lines, in their order, that are read as rows or passed over.
  func stops(_ columns: CSVColumns, _ leftOut: [Int], knowsOthers: Bool) -> [Stop] {
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: columns.count) { marks in
      marks.initialize(repeating: 0)
      mark(columns, marks, knowsOthers: knowsOthers)
      let isClean = marks.reduce(0, |) == 0
      guard !isClean else { return leftOut.map(Self.unread) }
      return Self.stops(marks, leftOut)
    }
  }

  private static func unread(_ line: Int) -> Stop {
    Stop(line: line, hasValues: false, isRead: true)
  }

  private static func stops(
    _ marks: UnsafeMutableBufferPointer<UInt8>, _ leftOut: [Int]
  ) -> [Stop] {
    var (stops, rest) = ([Stop](), leftOut[...])
    for (row, mark) in marks.enumerated() {
      while let line = rest.first, line == row + leftOut.count - rest.count {
        stops.append(unread(line))
        rest.removeFirst()
      }
      guard mark != 0 else { continue }
      let line = row + leftOut.count - rest.count
      let isRead = mark & Mark.told != 0 || mark & Mark.outside == 0
      stops.append(Stop(line: line, hasValues: true, isRead: isRead))
    }
    return stops + rest.map(unread)
  }

  private enum Mark {
    /// Something may be wrong with the row.
    static let odd: UInt8 = 1
    /// The row is not wanted, whatever it holds.
    static let outside: UInt8 = 2
    /// The row is not wanted, and its symbol is worth knowing.
    static let told: UInt8 = 4
  }

  private func mark(
    _ columns: CSVColumns, _ marks: UnsafeMutableBufferPointer<UInt8>, knowsOthers: Bool
  ) {
    if let symbol {
      let (flags, mark) = (columns.times(symbol), knowsOthers ? Mark.outside : Mark.told)
      for row in marks.indices where flags[row].microseconds == 0 { marks[row] |= mark }
    }
    if let range {
      let times = columns.times(0)
      for row in marks.indices where !range.contains(times[row].microseconds) {
        marks[row] |= Mark.outside
      }
    }
    for value in values { mark(columns.numbers(value.column), value.least, value.isOpen, marks) }
    for (a, b) in ordered {
      let (greater, lesser) = (columns.numbers(a), columns.numbers(b))
      for row in marks.indices { marks[row] |= greater[row] < lesser[row] ? Mark.odd : 0 }
    }
  }

  private func mark(
    _ numbers: UnsafeBufferPointer<Double>, _ least: Double, _ isOpen: Bool,
    _ marks: UnsafeMutableBufferPointer<UInt8>
  ) {
    let largest = Bounds.largest
    let floor = isOpen ? least.nextUp : least
    for row in marks.indices {
      marks[row] |= numbers[row] < floor || numbers[row] > largest ? Mark.odd : 0
    }
    guard let missing else { return }
    for row in marks.indices { marks[row] |= numbers[row] == missing ? Mark.odd : 0 }
  }
}
