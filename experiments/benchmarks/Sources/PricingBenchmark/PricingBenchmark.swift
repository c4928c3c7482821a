import Foundation
import MarginCore

/// Prices options on a forward, on one thread, as the first argument says.
///
/// `whole`: a million with four Greeks, results kept; `blocks`: the same, every block's results written
/// over the last; `grid`: 500 under 35 scenarios, price only, a hundred times. Prints the sums to compare
/// first, then answers each line of standard input with the processor seconds one pass took.
@main
struct PricingBenchmark {
  static func main() {
    let job = CommandLine.arguments.dropFirst().first ?? "whole"
    let run = job == "grid" ? grid() : million(keeping: job == "whole")
    say("ready")
    while readLine() != nil {
      let start = clock()
      run()
      say("\(Double(clock() - start) / Double(CLOCKS_PER_SEC))")
    }
  }

  static func million(keeping isKept: Bool) -> () -> Void {
    let options = Options(count: 1_000_000)
    let block = 8192
    let results = (0..<5).map { _ in column(isKept ? options.count : block) { _ in 0 } }
    func run() {
      for start in stride(from: 0, to: options.count, by: block) {
        let part = start..<min(start + block, options.count)
        let place = isKept ? part : 0..<part.count
        BlackScholes.evaluate(options[part], into: greeks(results.map { slice($0, place) }))
      }
    }
    run()
    if isKept { say("sums " + results.map { "\($0.reduce(0, +))" }.joined(separator: " ")) }
    return run
  }

  static func grid() -> () -> Void {
    let options = Options(count: 500)
    let scenarios = Scenarios(
      priceFactors: (0..<35).map { 1 + 0.03 * Double($0 % 7 - 3) },
      volatilityFactors: (0..<35).map { 1 + 0.1 * Double($0 / 7 - 2) })
    let values = column(500 * 35) { _ in 0 }
    func run() {
      for _ in 0..<100 {
        BlackScholes.revalue(options[0..<500], under: scenarios, into: values)
      }
    }
    run()
    say("sums \(values.reduce(0, +))")
    return run
  }

  static func say(_ line: String) {
    FileHandle.standardOutput.write(Data((line + "\n").utf8))
  }
}

typealias Column = UnsafeMutableBufferPointer<Double>

func column(_ count: Int, _ value: (Double) -> Double) -> Column {
  let column = Column.allocate(capacity: count)
  _ = column.initialize(from: (0..<count).map { value(Double($0)) })
  return column
}

func slice(_ column: Column, _ part: Range<Int>) -> Column { Column(rebasing: column[part]) }

func greeks(_ columns: [Column]) -> GreekColumns {
  GreekColumns(
    value: columns[0], delta: columns[1], gamma: columns[2], vega: columns[3], theta: columns[4])
}

/// The options every peer prices: a fixed low-discrepancy spread of strikes, times and volatilities.
struct Options {
  let count: Int
  private let terms: [Column]

  init(count: Int) {
    self.count = count
    func spread(_ i: Double, _ step: Double) -> Double { (i * step) - (i * step).rounded(.down) }
    terms = [
      column(count) { _ in 100 },
      column(count) { 60 + 80 * spread($0, 0.6180339887) },
      column(count) { 1.0 / 365 + 2 * spread($0, 0.7548776662) },
      column(count) { _ in 0.03 },
      column(count) { 0.05 + 1.45 * spread($0, 0.5698402910) },
      column(count) { $0.truncatingRemainder(dividingBy: 2) == 0 ? 1 : -1 },
    ]
  }

  subscript(part: Range<Int>) -> OptionColumns {
    let input = terms.map { UnsafeBufferPointer(slice($0, part)) }
    return OptionColumns(
      forward: input[0], strike: input[1], years: input[2], rate: input[3], volatility: input[4],
      sign: input[5])
  }
}
