import MarginCore
import Testing

@testable import MarginFiles

/// A series read as columns, on one thread and on two, against the same rows read one by one.
@Suite struct SeriesCutterTests {
  private struct Outcome: Equatable {
    let times: [Timestamp]
    /// The bits of the values, as a wrong one is not a number and so unlike itself.
    let values: [[UInt64]]
    let lines: RowLines
    let problems: [Problem]
    let remarks: [Problem]
    let changes: [String]
  }

  static let layouts: [[(key: String, value: String)]] = [
    [], [("missing-text", "-1")], [("missing-text", "nil"), ("flaws.missing", "drop")],
    [("scale", "0.01"), ("flaws.impossible-bar", "drop")],
    [("flaws.impossible-bar", "keep"), ("allow-non-positive", "true")],
    [("from", "2020-01-03"), ("to", "2020-01-04")],
    [("symbol", "B"), ("symbol-column", "symbol")],
    [("symbol", "none"), ("symbol-column", "symbol")],
    [("timezone", "UTC+3"), ("known-after", "1h")], [("timezone", "America/New_York")],
    [("flaws.disorder", "sort"), ("flaws.duplicate", "last")],
    [("timezone", "UTC-5"), ("time-of-day", "16:00")],
    [("open", "close"), ("flaws.disorder", "sort")],
  ]

  static let clocks = ["T10:00:00Z", " 10:00:00", "", "T10:00:00+01:00", "T10:00Z"]

  /// Rows that are not like their neighbours in each of the ways that something is said of.
  static let odd = [
    "2020-01-03T00:00:00Z,A,,2,1,1\n", "2020-01-03,B,1,2,nil,1\n", "2020-01-03,A,1,-1,1,1\n",
    "2020-01-03,B,1,2,3,1\n", "2020-01-03 05:00:00,A,9,2,1,1\n", "x,A,1,2,1,1\n", "x,C,1,2,1,1\n",
    "2020-01-03,A,0,2,-3,0\n", "2020-01-03,\"A\",1,2,1,1\r\n", "2020-01-03,B,1e13,1e14,1,1\n",
    "2020-01-03,A,1,2,1\n", "2030-01-03,A,x,2,1,1\n", "1577836800000,B,1,2,1,1\n", "\n",
    "2020-03-08T02:30:00,A,1,2,1,1\n", "2020-01-03,é,1,2,1,1\n", "2020-01-03,A,1,2\",1,1\n",
    "2020-01-03T23:59:60Z,A,1,2,1,1\n", "2020-01-03x10:00:00Z,B,1,2,1,1\n",
  ]

  @Test(arguments: 0..<layouts.count, clocks)
  func columnsAreWhatRowsAre(layout index: Int, clock: String) throws {
    let layout = try declaredLayout(.bars, options: Self.layouts[index])
    for step in [0, 1, 40] {
      let text = Self.text(clock, oddEvery: step)
      let byRow = try outcome(text, layout) { _, collector in
        { event, reader in reader.handle(event, collector.take) }
      }
      for usesTwoCores in [false, true] {
        let byColumn = try outcome(text, layout) { _, collector in
          SeriesCutter(collector, usesTwoCores: usesTwoCores).take
        }
        let isSame = byColumn == byRow
        #expect(isSame, "odd every \(step), two cores: \(usesTwoCores)")
      }
    }
  }

  @Test(arguments: ["1577836800", "1577836800.5", "-86400", "157783680"])
  func epochsAreWhatTheyAreInRows(first: String) throws {
    let layout = try declaredLayout(.funding, options: [("time-unit", "s"), ("time", "t")])
    let rows = (0..<50).map { "\(1_577_836_800 + 60 * $0),-0.0001\n" }.joined()
    let text = "t,rate\n\(first),0.5\n\(rows)99,1\n"
    let byRow = try outcome(text, layout) { _, collector in
      { event, reader in reader.handle(event, collector.take) }
    }
    let byColumn = try outcome(text, layout) { _, collector in
      SeriesCutter(collector, usesTwoCores: true).take
    }
    #expect(byColumn == byRow && byRow.times.count >= 50)
  }

  /// 200 kB of bars of two symbols, which two threads share.
  private static func text(_ clock: String, oddEvery step: Int) -> String {
    let first = CalendarDay(iso: "2020-01-01")?.daysSinceEpoch ?? 0
    let rows = (0..<4_000).flatMap { row in
      let day = CalendarDay(daysSinceEpoch: first + (step == 1 ? row / 2_000 : row))
      let price = 100 + row % 17
      let plain =
        "\(day)\(clock),\(row % 2 == 0 ? "A" : "B"),\(price).5,\(price + 2),\(price - 1).25,\(price)\n"
      return step > 0 && row % step == step - 1 ? [plain, odd[row / step % odd.count]] : [plain]
    }
    return "date,symbol,open,high,low,close\n" + rows.joined()
  }

  private func outcome(
    _ text: String, _ layout: SeriesLayout,
    _ way: (CSVReader, SeriesCollector) -> (CSVEvent, inout CSVReader) -> Void
  ) throws -> Outcome {
    try withFile(text.utf8) { path in
      let collector = SeriesCollector(layout)
      var reader = CSVReader(name: "x.csv", dialect: layout.dialect) { header, problems in
        collector.begin(header, &problems)
      }
      let take = way(reader, collector)
      var problems: [Problem] = []
      do throws(FileError) {
        _ = try reader.scan(path, take) { collector.finish("x.csv", &$0) }
      } catch {
        problems = error.problems
      }
      return Outcome(
        times: collector.table.times,
        values: collector.table.values.map { $0.map(\.bitPattern) },
        lines: collector.table.lines, problems: problems, remarks: collector.remarks.kept,
        changes: collector.dropped.map { "\($0)" }.sorted() + ["\(reader.rows)"])
    }
  }
}
