import MarginCore
import MarginReplay
import Testing

@testable import MarginFiles

/// Price files in memory: each a first day and closes on consecutive days.
struct FakeFiles {
  var files: [String: PriceSeries] = [:]

  init(_ files: [String: (from: String, closes: [Double])]) {
    self.files = files.mapValues { Self.series(from: $0.from, $0.closes) }
  }

  static func series(from day: String, _ closes: [Double]) -> PriceSeries {
    var series = PriceSeries()
    let first = CalendarDay(iso: day)?.daysSinceEpoch ?? 0
    series.times = closes.indices.map { CalendarDay(daysSinceEpoch: first + $0).start }
    series.close = closes
    return series
  }

  func load(_ experiment: Experiment, in folder: String = "") throws -> LoadedExperiment {
    try assemble(experiment, relativeTo: folder, readPrices: read)
  }

  private func read(
    _ path: String, _ name: String, _ columns: SeriesLayout
  ) throws(FileError) -> (series: PriceSeries, digest: FileDigest) {
    guard let series = files[path] else {
      throw .missing(Problem(at: Place(name), "there is no such file", code: "missing-file"))
    }
    return (series, FileDigest(path: name, sha256: "", rows: series.times.count))
  }

  /// The problems of loading the text of an experiment.
  func problems(of text: String) throws -> [String] {
    let experiment = try parseExperiment(text, named: "e.yaml")
    do {
      _ = try load(experiment)
      return []
    } catch let error as FileError {
      return error.problems.map(\.description)
    }
  }
}

@Suite struct AssemblyTests {
  private let prices = [100, 101, 99, 102, 104, 103, 105, 101, 98, 100.0]

  private func text(_ market: String, _ volatility: String = "0.2", more: String = "") -> String {
    Example.experiment("  underlyings:", market + "  underlyings:")
      .replacing("volatility: 0.2", with: "volatility: \(volatility)") + more
  }

  @Test func earlierRowsWarmUpAndLaterOnesAreDropped() throws {
    let files = FakeFiles(["spx.csv": ("2020-01-01", prices)])
    let market = "  from: 2020-01-04\n  to: 2020-01-06\n"
    let loaded = try files.load(try parseExperiment(text(market), named: "e"))
    #expect(loaded.history.times.count == 6 && loaded.history.steps == 3..<6)
    #expect(loaded.history[3].time.description == "2020-01-04")
    #expect(loaded.history[5][0] == UnderlyingState(spot: 103, volatility: 0.2, rate: 0.05))
    #expect(loaded.inputs == [FileDigest(path: "spx.csv", sha256: "", rows: 10)])
    #expect(loaded.notes == ["Volatility of SPX is held at 0.20."])
    #expect(loaded.replay.deposit == 1000 && loaded.replay.interest == 0.05)
    #expect(loaded.replay.models.map(\.id) == ["tims"])
  }

  @Test func pathsStartAtTheFolderOfTheExperiment() throws {
    let files = FakeFiles(["a/data/spx.csv": ("2020-01-01", prices)])
    let text = text("").replacing("spx.csv", with: "../data/spx.csv")
    let loaded = try files.load(try parseExperiment(text, named: "e"), in: "a/experiments")
    #expect(loaded.inputs.map(\.path) == ["../data/spx.csv"])
    #expect(joined("", "../x.csv") == "../x.csv")
    #expect(joined("../e", "../../x.csv") == "../../x.csv")
    #expect(joined("/e", "/x.csv") == "/x.csv")
  }

  @Test func withoutDatesTheFirstUsableRowIsReplayed() throws {
    let files = FakeFiles(["spx.csv": ("2020-01-01", prices)])
    let text = text("", "{model: realised, window: 3d, floor: 0.1}")
    let loaded = try files.load(try parseExperiment(text, named: "e"))
    #expect(loaded.history.steps == 3..<10)
    #expect(
      loaded.notes == [
        "Volatility of SPX is modelled: realised over 3 days × 1.00, at least 0.10 (no quotes are used)."
      ])
  }

  @Test func cuttingLaterRowsLeavesVolatilitiesUnchanged() throws {
    let text = text("", "{model: realised, window: 3d}")
    let experiment = try parseExperiment(text, named: "e")
    let whole = try FakeFiles(["spx.csv": ("2020-01-01", prices)]).load(experiment)
    let cut = try FakeFiles(["spx.csv": ("2020-01-01", Array(prices.prefix(7)))]).load(experiment)
    let late = try FakeFiles(["spx.csv": ("2020-01-03", Array(prices.dropFirst(2)))])
      .load(experiment)
    for step in 3..<7 { #expect(cut.history[step][0] == whole.history[step][0]) }
    for step in 3..<8 { #expect(late.history[step][0] == whole.history[step + 2][0]) }
  }

  @Test func aShortWarmUpNamesTheEarliestUsableDate() throws {
    let files = FakeFiles(["spx.csv": ("2020-01-01", prices)])
    let market = "  from: 2020-01-03\n"
    #expect(
      try files.problems(of: text(market, "{model: realised, window: 4d}")) == [
        """
        e.yaml:7:48: error: the volatility window needs 4 rows before the first step, and there are 2 [short-warm-up]
          hint: the earliest usable date is 2020-01-05
        """
      ])
    let historical = text(market).replacing("[tims]", with: "[historical-var]")
    #expect(
      try files.problems(of: historical) == [
        """
        e.yaml:13:9: error: historical-var needs 500 rows before the first step, and there are 2 [short-warm-up]
          hint: the files are too short
        """
      ])
    #expect(try files.problems(of: text("", "{model: realised, window: 10d}")).count == 1)
  }

  @Test func anEmptyRangeTellsWhatTheFileHolds() throws {
    let files = FakeFiles(["spx.csv": ("2020-01-01", prices)])
    #expect(
      try files.problems(of: text("  from: 2021-01-01\n  to: 2021-02-01\n")) == [
        """
        e.yaml:5:9: error: spx.csv has no rows from 2021-01-01 to 2021-02-01 [empty-range]
          hint: the file holds 2020-01-01 to 2020-01-10
        """
      ])
    #expect(try files.problems(of: text("  to: 2019-01-01\n")).count == 1)
  }

  @Test func severalUnderlyingsMustShareTheirDays() throws {
    var files = FakeFiles(["spx.csv": ("2020-01-01", prices), "ndx.csv": ("2020-01-02", prices)])
    let two = text("  from: 2020-01-04\n  to: 2020-01-10\n").replacing(
      "rate: 0.05}",
      with: "rate: 0.05}\n    NDX: {prices: {file: ndx.csv}, volatility: 0.3, rate: 0.05}")
    #expect(try files.problems(of: two) == [])
    let loaded = try files.load(try parseExperiment(two, named: "e"))
    #expect(loaded.history.times.count == 9 && loaded.history.firstStep == 2)
    #expect(loaded.history[0][0].spot == 101 && loaded.history[0][1].spot == 100)
    files.files["ndx.csv"]?.times.remove(at: 3)
    files.files["ndx.csv"]?.close.remove(at: 3)
    #expect(
      try files.problems(of: two) == [
        """
        e.yaml:9:19: error: NDX has no price on 2020-01-05, and SPX has one [misaligned-series]
          hint: use files with the same days, narrow from and to, or use the last known price with  max-age
        """
      ])
  }

  @Test func volatilityFromAFileIsTheLastKnown() throws {
    var files = FakeFiles([
      "spx.csv": ("2020-01-01", prices), "vix.csv": ("2020-01-02", [20, 21, 22, 23, 24.0]),
    ])
    files.files["vix.csv"]?.times.remove(at: 2)
    files.files["vix.csv"]?.close.remove(at: 2)
    let source = "{file: vix.csv, scale: 0.01, max-age: 1d}"
    let loaded = try files.load(
      try parseExperiment(text("  to: 2020-01-07\n", source), named: "e"))
    #expect(loaded.history.firstStep == 1)
    #expect(
      loaded.history.steps.map { loaded.history[$0][0].volatility }
        == [20, 21, 21, 23, 24, 24].map { $0 * 0.01 })
    #expect(
      loaded.notes == [
        "Volatility of SPX is read from vix.csv (column close × 0.01, at most 1d old)."
      ])
    #expect(
      try files.problems(of: text("", source)) == [
        """
        e.yaml:6:48: error: SPX has no volatility on 2020-01-08, the first of 3 such steps [missing-volatility]
          hint: raise max-age if an older value will do, or narrow from and to
        """
      ])
    #expect(
      try files.problems(of: text("", "{file: vix.csv}")) == [
        """
        e.yaml:6:48: error: volatility `20` looks like percent [percent]
          hint: add  scale: 0.01  to turn an index in percent into fractions
        """
      ])
  }

  @Test func pricesThatBreakTheWindowAreNamed() throws {
    var broken = prices
    broken[5] = -1
    let files = FakeFiles(["spx.csv": ("2020-01-01", broken)])
    let problems = try files.problems(of: text("", "{model: realised, window: 3d}"))
    #expect(
      problems.first?.hasPrefix(
        "e.yaml:6:48: error: SPX has no volatility on 2020-01-06, the first of 4 such steps")
        == true)
  }

  @Test func missingFilesAndExpiredPositionsAreNamed() throws {
    let files = FakeFiles(["spx.csv": ("2020-01-01", prices)])
    #expect(
      try FakeFiles([:]).problems(of: text("")) == [
        "spx.csv: error: there is no such file [missing-file]"
      ])
    let expired = text("").replacing(
      "{spot: SPX, quantity: 1}",
      with: "{option: call, underlying: SPX, strike: 1, expiry: 2020-01-01, quantity: 1}")
    #expect(try files.problems(of: expired).first?.contains("[expired]") == true)
  }

  @Test func severalPricesADayCannotBeEstimatedFrom() throws {
    var files = FakeFiles(["spx.csv": ("2020-01-01", prices)])
    files.files["spx.csv"]?.times[1] = Timestamp(
      microseconds: CalendarDay(iso: "2020-01-01").map { $0.start.microseconds + 1 } ?? 0)
    #expect(
      try files.problems(of: text("", "{model: realised, window: 3d}")).first?.contains(
        "[not-daily]") == true)
    #expect(try files.problems(of: text("")) == [])
  }
}
