import MarginCore
import MarginFiles
import Testing

/// Columns of values against the rows they come from.
@Suite struct CSVColumnsTests {
  static let header = "id,time,x,y\n"

  /// Two hundred thousand bytes and more, so that two cores have something to share.
  static let plain = (0..<8_000).map { index in
    "\(index),2020-01-\(10 + index / 1_000)T\(10 + index % 14):\(10 + index % 50):00Z,\(index).25,-0.5e-\(index % 9)\n"
  }

  /// Rows that cannot be cut together with others, or not be read.
  static let odd = [
    "a,2020-01-02,\"1\",2\r\n", "\"b\nc\",2020-01-02T10:00:00+01:00,1,2\n", "d,2020-01-02,x,2\n",
    "e,2020-02-30,1,\n", "f,2020-01-02,1\n", "é,2020-01-02,1,2\n", "\n", " g,2020-01-02,1,2\n",
    "h,2020-01-02,1e999,2\n", "i,2020-01-02,1,2\"\n", "j,2020-01-02,1,2,3\n",
    "k,2020-01-02T24:00:00Z,1,2\n",
    "l,2020-01-0,1,2\n", "m,2020-01-02T10:00:60Z,1,2\n", "n,2020-01-02T1a:00:00Z,1,2\n",
  ]

  @Test(arguments: [0, 1, 7, 1_000, 100_000])
  func columnsAreWhatRowsAre(step: Int) throws {
    let text = Self.header + mixed(everyRows: step).joined()
    let (byRow, rowProblems) = try rows(text)
    for usesTwoCores in [false, true] {
      let (byColumn, problems) = try columns(text, usesTwoCores)
      #expect(byColumn == byRow && problems == rowProblems, "two cores: \(usesTwoCores)")
    }
    #expect(byRow.count >= 8_000 && rowProblems.isEmpty == (step == 0 || step > 8_000))
  }

  @Test func theDigestIsThatOfTheRows() throws {
    let text = Self.header + Self.plain.joined()
    let digests = try withFile(text.utf8) { path in
      [
        try readCSV(path, named: "x", columns: ["x"]) { _, _ in },
        try readColumns(path, named: "x", columns: [CSVColumn("x", .number)]) { _, _ in },
      ]
    }
    #expect(digests[0] == digests[1] && digests[0].rows == 8_000)
  }

  /// The plain rows with an odd one after every `step`.
  private func mixed(everyRows step: Int) -> [String] {
    guard step > 0 else { return Self.plain }
    return Self.plain.enumerated().flatMap { index, row in
      index % step == 0 ? [row, Self.odd[index / step % Self.odd.count]] : [row]
    }
  }

  private func rows(_ text: String) throws -> ([String], [Problem]) {
    var found: [String] = []
    let problems = try problems(text) { path in
      _ = try readCSV(path, named: "x", columns: ["y", "time", "x"]) { row, problems in
        let y = row.number(0, problems: &problems)
        let time = row.time(1, problems: &problems)
        guard let y, let time, let x = row.number(2, problems: &problems) else { return }
        found.append("\(y) \(time) \(x)")
        if Int(x) % 97 == 0 { found.append("\(row.place(0)) \(row.place(2))") }
      }
    }
    return (found, problems)
  }

  private func columns(_ text: String, _ usesTwoCores: Bool) throws -> ([String], [Problem]) {
    var found: [String] = []
    let wanted = [CSVColumn("y", .number), CSVColumn("time", .isoTime), CSVColumn("x", .number)]
    let problems = try problems(text) { path in
      _ = try readColumns(
        path, named: "x", columns: wanted, usesTwoCores: usesTwoCores
      ) { columns, _ in
        for row in 0..<columns.count {
          let x = columns.numbers(2)[row]
          found.append("\(columns.numbers(0)[row]) \(columns.times(1)[row]) \(x)")
          guard Int(x) % 97 == 0 else { continue }
          found.append("\(columns.place(0, row: row)) \(columns.place(2, row: row))")
        }
      }
    }
    return (found, problems)
  }

  private func problems(_ text: String, _ read: (String) throws -> Void) throws -> [Problem] {
    try withFile(text.utf8) { path in
      do {
        try read(path)
        return []
      } catch let error as FileError {
        return error.problems
      }
    }
  }
}
