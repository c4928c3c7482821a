import Foundation
import MarginCore
import TestSupport
import Testing

@testable import MarginFiles

/// Several series on one clock: what was known at each step, and nothing of what came later.
@Suite struct SharedClockTests {
  private func series(_ rows: [(String, Double)]) -> PriceSeries {
    var series = PriceSeries()
    series.times = rows.map { text, _ in
      Array(text.utf8).withUnsafeBufferPointer { timestamp($0) } ?? Timestamp(microseconds: 0)
    }
    series.close = rows.map(\.1)
    return series
  }

  private func text(_ second: String, clock: String = "") -> String {
    Example.experiment("  underlyings:", "\(clock)  underlyings:")
      .replacing(
        "rate: 0.05}",
        with:
          "rate: 0.05}\n    BTC: {prices: {file: btc.csv\(second)}, volatility: 0.6, rate: 0.05}")
  }

  /// Sessions that close at 21:00 UTC against a market that never closes.
  private let sessions = [
    ("2020-03-12T20:00:00Z", 100.0), ("2020-03-13T20:00:00Z", 101), ("2020-03-16T20:00:00Z", 90),
  ]
  private let always = [
    ("2020-03-12T19:00:00Z", 7.0), ("2020-03-12T20:00:00Z", 6), ("2020-03-12T21:00:00Z", 5),
    ("2020-03-13T19:30:00Z", 5.5), ("2020-03-16T20:00:00Z", 4.5), ("2020-03-16T21:00:00Z", 4),
  ]

  @Test func theLastKnownPriceIsUsedUpToItsAge() throws {
    var files = FakeFiles([:])
    files.files = ["spx.csv": series(sessions), "btc.csv": series(always)]
    let loaded = try files.load(try parseExperiment(text(", max-age: 1h"), named: "e"))
    #expect(loaded.history.times.map(\.description) == sessions.map(\.0))
    #expect((0..<3).map { loaded.history[$0][1].spot } == [6, 5.5, 4.5])
    let strict = try files.problems(of: text(""))
    #expect(strict.count == 2 && strict.allSatisfy { $0.contains("[misaligned-series]") })
    let young = try files.problems(of: text(", max-age: 10m"))
    #expect(
      young.first?.contains(
        "BTC has no price at most 10m old on 2020-03-13T20:00:00Z, and SPX has one") == true)
  }

  @Test func theClockMayBeAnotherUnderlying() throws {
    var files = FakeFiles([:])
    files.files = ["spx.csv": series(sessions), "btc.csv": series(always)]
    let text = text("", clock: "  clock: BTC\n  from: 2020-03-13\n")
      .replacing("{file: spx.csv}", with: "{file: spx.csv, max-age: 4d}")
    let loaded = try files.load(try parseExperiment(text, named: "e"))
    #expect(loaded.history.steps.map { loaded.history[$0][0].spot } == [100, 90, 90])
    #expect {
      try parseExperiment(text.replacing("clock: BTC", with: "clock: BTV"), named: "e")
    } throws: { error in
      (error as? FileError)?.problems.map(\.code) == ["unknown-underlying"]
    }
  }

  /// Whatever is later than a step may be cut, moved further away or changed: the step stays the same.
  @Test(arguments: 0..<40)
  func theFutureDoesNotReachBack(seed: Int) throws {
    var random = SplitMix64(state: UInt64(seed))
    let (spx, btc, rates) = (
      randomSeries(step: 24, &random), randomSeries(step: 5, &random),
      randomSeries(step: 8, &random)
    )
    let whole = try history(spx, btc, rates)
    let step = Int.random(in: 1..<(whole.times.count - 1), using: &random)
    let now = whole.times[step]
    let hours = TimeSpan(microseconds: 3_600_000_000 * Int64.random(in: 1...500, using: &random))
    for change in [cut(after: now), moved(after: now, by: hours), scaled(after: now)] {
      let other = try history(spx, change(btc), change(rates))
      for earlier in 0...step {
        #expect(other.times[earlier] == whole.times[earlier])
        #expect(other[earlier][0] == whole[earlier][0] && other[earlier][1] == whole[earlier][1])
      }
    }
  }

  private typealias Change = (PriceSeries) -> PriceSeries

  private func cut(after now: Timestamp) -> Change {
    { series in
      var series = series
      let kept = series.times.count { $0 <= now }
      series.times.removeLast(series.times.count - kept)
      series.close.removeLast(series.close.count - kept)
      return series
    }
  }

  private func moved(after now: Timestamp, by span: TimeSpan) -> Change {
    { series in
      var series = series
      series.times = series.times.map { $0 > now ? $0 + span : $0 }
      return series
    }
  }

  private func scaled(after now: Timestamp) -> Change {
    { series in
      var series = series
      series.close = zip(series.times, series.close).map { $0 > now ? 3 * $1 : $1 }
      return series
    }
  }

  private func randomSeries(step hours: Int, _ random: inout SplitMix64) -> PriceSeries {
    var series = PriceSeries()
    var hour = Int64.random(in: 0...3, using: &random)
    while hour < 24 * 30 {
      series.times.append(Timestamp(microseconds: hour * 3_600_000_000))
      series.close.append(Double.random(in: 1...2, using: &random))
      hour += Int64(hours) + Int64.random(in: 0...2, using: &random)
    }
    return series
  }

  private func history(
    _ spx: PriceSeries, _ btc: PriceSeries, _ rates: PriceSeries
  ) throws -> MarketHistory {
    var files = FakeFiles([:])
    files.files = ["spx.csv": spx, "btc.csv": btc, "funding.csv": rates]
    let text = text(", max-age: 1000d").replacing(
      "volatility: 0.6,", with: "volatility: 0.6, funding: {file: funding.csv},")
    return try files.load(try parseExperiment(text, named: "e")).history
  }

  @Test func fundingIsPaidAtTheStepAfterItsTime() {
    let file = series([
      ("2020-03-12T16:00:00Z", 1.0), ("2020-03-13T00:00:00Z", 2), ("2020-03-13T08:00:00Z", 4),
      ("2020-03-13T16:00:00Z", 8), ("2020-03-14T00:00:00Z", 16),
    ])
    let steps = series([
      ("2020-03-12T16:00:00Z", 0), ("2020-03-13T08:00:00Z", 0), ("2020-03-13T09:00:00Z", 0),
      ("2020-03-13T16:00:01Z", 0),
    ])
    #expect(FundingColumn(file, at: steps.times).values == [0, 6, 0, 8])
  }

  @Test func whatWasDoneToAFileIsInTheNotes() throws {
    try withFolder { folder in
      let rows = "date,close\n2020-01-02,101\n2020-01-01,100\n2020-01-03,\n2020-01-04,102\n"
      try rows.write(toFile: folder + "/spx.csv", atomically: true, encoding: .utf8)
      let text = Example.experiment(
        "{file: spx.csv}", "{file: spx.csv, flaws: {disorder: sort, missing: drop}}")
      let loaded = try assemble(try parseExperiment(text, named: "e"), relativeTo: folder)
      #expect(loaded.history.times.count == 3)
      #expect(
        loaded.notes.suffix(2) == [
          "In spx.csv, put in order of time (1 row stood before a later one).",
          "In spx.csv, 1 row left out (missing).",
        ])
      let manifest = Manifest(
        version: "1", experiment: "e", currency: "USD", inputs: loaded.inputs
      ).file(listing: [])
      #expect(
        String(decoding: manifest.bytes, as: UTF8.self).contains("\"1 row left out (missing)\""))
    }
  }
}
