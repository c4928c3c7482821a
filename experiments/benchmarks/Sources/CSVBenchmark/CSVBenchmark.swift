import Foundation
import MarginCore
import MarginFiles

/// Reads bars from a CSV file into six columns, once per line of standard input, and answers each with
/// the seconds of the clock and of all processors it took.
///
///     CSVBenchmark one|two|stream|prices FILE
///
/// `one` and `two` are the threads used, the columns kept; `stream` keeps sums only. `prices` is what a
/// run reads: every row checked, its time as declared, in ascending order.
@main
struct CSVBenchmark {
  static func main() throws {
    let (mode, path) = (CommandLine.arguments[1], CommandLine.arguments[2])
    say("ready")
    while readLine() != nil {
      let start = (DispatchTime.now().uptimeNanoseconds, clock())
      let check = try mode == "prices" ? prices(path) : columns(path, mode)
      let wall = Double(DispatchTime.now().uptimeNanoseconds - start.0) / 1e9
      say("\(wall) \(Double(clock() - start.1) / Double(CLOCKS_PER_SEC)) \(check)")
    }
  }

  static func columns(_ path: String, _ mode: String) throws -> Double {
    var bars = Bars()
    _ = try readColumns(
      path, named: path, columns: Bars.columns, usesTwoCores: mode != "one"
    ) { columns, _ in
      if mode == "stream" { bars.sum(columns) } else { bars.append(columns) }
    }
    return bars.check
  }

  static func prices(_ path: String) throws -> Double {
    try readPrices(path, named: path, columns: SeriesLayout(.bars)).series.close.reduce(0, +)
  }

  static func say(_ line: String) {
    FileHandle.standardOutput.write(Data((line + "\n").utf8))
  }
}

/// The columns of the bars read.
struct Bars {
  static let columns =
    [CSVColumn("timestamp", .isoTime)]
    + ["open", "high", "low", "close", "volume"].map { CSVColumn($0, .number) }

  private var times: [Timestamp] = []
  private var values: [[Double]] = Array(repeating: [], count: 5)
  /// The sum of all closes, which every peer must find.
  private(set) var check = 0.0

  mutating func append(_ columns: CSVColumns) {
    times.append(contentsOf: columns.times(0))
    for index in values.indices { values[index].append(contentsOf: columns.numbers(index + 1)) }
    sum(columns)
  }

  mutating func sum(_ columns: CSVColumns) {
    for value in columns.numbers(4) { check += value }
  }
}
