import Foundation
import MarginCore

/// Prices a million options with four Greeks on one thread.
///
/// Prints the sums to compare first, then answers each line of standard input with the seconds one
/// pass took.
@main
struct PricingBenchmark {
  static func main() {
    let options = Options(count: 1_000_000)
    options.evaluate()
    say("sums " + options.results.map { "\($0.reduce(0, +))" }.joined(separator: " "))
    say("ready")
    while readLine() != nil {
      let start = DispatchTime.now().uptimeNanoseconds
      options.evaluate()
      say("\(Double(DispatchTime.now().uptimeNanoseconds - start) / 1e9)")
    }
  }

  static func say(_ line: String) {
    FileHandle.standardOutput.write(Data((line + "\n").utf8))
  }
}

/// The options every peer prices: a fixed low-discrepancy spread of strikes, times and volatilities.
struct Options {
  let terms: [UnsafeMutableBufferPointer<Double>]
  let results: [UnsafeMutableBufferPointer<Double>]

  init(count: Int) {
    func column(_ value: (Double) -> Double) -> UnsafeMutableBufferPointer<Double> {
      let column = UnsafeMutableBufferPointer<Double>.allocate(capacity: count)
      _ = column.initialize(from: (0..<count).map { value(Double($0)) })
      return column
    }
    func spread(_ i: Double, _ step: Double) -> Double { (i * step) - (i * step).rounded(.down) }
    terms = [
      column { _ in 100 },
      column { 60 + 80 * spread($0, 0.6180339887) },
      column { 0.05 + 2 * spread($0, 0.7548776662) },
      column { _ in 0.03 },
      column { _ in 0.01 },
      column { 0.1 + 0.6 * spread($0, 0.5698402910) },
      column { $0.truncatingRemainder(dividingBy: 2) == 0 ? 1 : -1 },
    ]
    results = (0..<5).map { _ in column { _ in 0 } }
  }

  func evaluate() {
    let input = terms.map { UnsafeBufferPointer($0) }
    BlackScholes.evaluate(
      OptionColumns(
        spot: input[0], strike: input[1], years: input[2], rate: input[3], yield: input[4],
        volatility: input[5], sign: input[6]),
      into: GreekColumns(
        value: results[0], delta: results[1], gamma: results[2], vega: results[3],
        theta: results[4]))
  }
}
