public import MarginCore

/// Values of a file by time: one array for each field that was read.
public struct SeriesTable: Sendable, Equatable {
  /// When each row was known, strictly ascending; trades may share a time.
  public internal(set) var times: [Timestamp] = []
  /// The fields, such as `close`.
  public let fields: [String]
  /// For each field, a value for each row; NaN where a tenor has none.
  public internal(set) var values: [[Double]]
  /// The line of the file of each row; 0 for one that was filled in.
  var lines = RowLines()

  init(fields: [String]) {
    self.fields = fields
    values = fields.map { _ in [] }
  }

  /// The values of `field`; empty when it was not read.
  public subscript(field: String) -> [Double] {
    fields.firstIndex(of: field).map { values[$0] } ?? []
  }

  mutating func append(_ time: Timestamp, _ row: [Double], line: Int) {
    times.append(time)
    lines.append(line)
    for index in values.indices { values[index].append(row[index]) }
  }

  /// Adds rows of columns: their times come first, their values from column `first` on.
  mutating func append(
    _ columns: CSVColumns, _ rows: Range<Int>, line: Int, from first: Int, scale: Double
  ) {
    times.append(contentsOf: columns.times(0)[rows])
    lines.append(line, rows: rows.count)
    for index in values.indices {
      let column = columns.numbers(first + index)[rows]
      if scale == 1 {
        values[index].append(contentsOf: column)
      } else {
        values[index].append(contentsOf: column.lazy.map { $0 * scale })
      }
    }
  }

  /// The table with the rows of these indices, in their order.
  func rows(_ indices: [Int]) -> SeriesTable {
    var table = self
    table.times = indices.map { times[$0] }
    table.lines = RowLines(indices.lazy.map { lines[$0] })
    table.values = values.map { column in indices.map { column[$0] } }
    return table
  }

  /// The table without the rows of these indices.
  func without(_ dropped: Set<Int>) -> SeriesTable {
    dropped.isEmpty ? self : rows(times.indices.filter { !dropped.contains($0) })
  }
}

extension PriceSeries {
  /// The prices of a table.
  init(_ table: SeriesTable) {
    self.init()
    times = table.times
    (open, high) = (table["open"], table["high"])
    low = table["low"]
    // Of a kind without closes, its only value stands for them.
    close = table["close"].isEmpty ? table.values.first ?? [] : table["close"]
  }
}
