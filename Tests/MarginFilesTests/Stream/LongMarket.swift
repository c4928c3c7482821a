import Foundation
import MarginCore
import TestSupport

@testable import MarginFiles

/// An experiment over an hourly series, a slower one, a volatility index and funding, with files.
///
/// Its account is called and liquidated, and a model of it looks back.
struct LongMarket {
  let folder: String
  var text = """
    schema: 1
    name: long-market
    question: Is a window as good as the whole?
    market:
      from: 2020-01-05
      to: 2020-01-28
      clock: A
      underlyings:
        A:
          prices: {file: a.csv}
          volatility: {file: v.csv, max-age: 20h}
          rate: 0.02
        B:
          prices: {file: b.csv, max-age: 12h}
          volatility: 0.6
          funding: {file: f.csv}
          rate: 0.02
    portfolio:
      currency: USD
      cash: 9_000 USD
      strategies:
        - {strategy: short-strangle, underlying: A, tenor: 10d, delta: 0.3, contracts: 4, roll: 2d}
      positions:
        - {spot: B, quantity: 5}
    margin:
      models: [reg-t, span]
      shadow: [historical-var]
      parameters: {historical-var: {window: 20}}
    hedging: {policy: delta-band, width: 0.1}
    costs: {fee: 1bp, half-spread: 2bp}
    settlement: {grace: 5h, cure: {top-up: 3_000 USD}}

    """

  /// The files in `folder`, as the generator of `seed` has them.
  init(in folder: String, seed: UInt64 = 1) throws {
    self.folder = folder
    var random = SplitMix64(state: seed)
    try write("a.csv", "close", Self.walk(100, every: 1, &random))
    try write("b.csv", "close", Self.walk(50, every: 7, &random))
    try write("v.csv", "close", Self.walk(0.4, every: 13, &random))
    let rates = Self.walk(0.001, every: 8, &random).map { ($0.0, $0.1 - 0.001) }
    try write("f.csv", "rate", rates)
  }

  /// Hours of thirty days with a value that wanders, by a tenth now and then.
  private static func walk(
    _ start: Double, every hours: Int, _ random: inout SplitMix64
  ) -> [(Int, Double)] {
    var value = start
    return stride(from: 0, to: 720, by: hours).map { hour in
      let jumps = Int.random(in: 0..<60, using: &random) == 0
      value *= 1 + Double.random(in: jumps ? -0.12...0.12 : -0.01...0.01, using: &random)
      return (hour, value)
    }
  }

  func write(_ file: String, _ column: String, _ rows: [(Int, Double)]) throws {
    let first = CalendarDay(iso: "2020-01-01")?.start ?? Timestamp(microseconds: 0)
    let lines = rows.map { hour, value in
      "\(first + TimeSpan(microseconds: Int64(hour) * 3_600_000_000)),\(value)"
    }
    let text = (["date,\(column)"] + lines).joined(separator: "\n") + "\n"
    try text.write(toFile: "\(folder)/\(file)", atomically: true, encoding: .utf8)
  }

  /// Replaces part of the experiment.
  func with(_ old: String, _ new: String) -> LongMarket {
    var changed = self
    changed.text = text.replacing(old, with: new)
    return changed
  }

  var experiment: Experiment {
    get throws { try parseExperiment(text, named: "e") }
  }

  func whole() throws -> LoadedExperiment { try assemble(experiment, relativeTo: folder) }

  /// The experiment with files of any length streamed, so many rows at a time.
  func streamed(window: Int) throws -> PreparedExperiment {
    try prepare(
      experiment, relativeTo: folder, limits: StreamLimits(bytes: 0, window: window))
  }
}
