import MarginCore
import MarginReplay
import Testing

@testable import MarginFiles

@Suite struct RateSourceTests {
  private static let prices: [Double] = [100, 101, 99, 102, 104, 103, 105, 101, 98, 100]
  private static var files: FakeFiles {
    var files = FakeFiles([
      "spx.csv": ("2020-01-01", prices), "percent.csv": ("2020-01-01", [4.5, 4.6]),
      "yield.csv": ("2020-01-01", [0.02, 0.03]), "eurusd.csv": ("2020-01-03", [1.1, 1.2, 1.3]),
    ])
    // Rates of three days, the last 2020-01-06.
    files.files["rates.csv"] = series([(0, 0.01), (2, 0.02), (5, 0.03)])
    files.files["paid.csv"] = series([(0, 5), (3, 0.5), (4, 0.25), (40, 7)])
    return files
  }

  private static func series(_ rows: [(day: Int, value: Double)]) -> PriceSeries {
    let first = CalendarDay(iso: "2020-01-01")?.daysSinceEpoch ?? 0
    var series = PriceSeries()
    series.times = rows.map { CalendarDay(daysSinceEpoch: first + $0.day).start }
    series.close = rows.map(\.value)
    return series
  }

  private static func text(_ keys: String) -> String {
    Example.experiment("rate: 0.05", keys)
  }

  private static func load(_ keys: String) throws -> LoadedExperiment {
    try files.load(try parseExperiment(text(keys), named: "e.yaml"))
  }

  @Test func aRateIsTheLastKnownAtEachStep() throws {
    let loaded = try Self.load("rate: {file: rates.csv, max-age: 10d}")
    let rates = loaded.history.steps.map { loaded.history[$0][0].rate }
    #expect(rates == [0.01, 0.01, 0.02, 0.02, 0.02, 0.03, 0.03, 0.03, 0.03, 0.03])
    #expect(loaded.replay.interestFollows == 0)
    #expect(loaded.notes.contains { $0.contains("from 0.01 to 0.03 a year") }, "\(loaded.notes)")
    #expect(loaded.notes.contains { $0.hasPrefix("Interest on cash over each step is the rate") })
  }

  // Rows after a step change nothing up to it.
  @Test func noLaterRateIsSeen() throws {
    let experiment = try parseExperiment(
      Self.text("rate: {file: rates.csv, max-age: 10d}"), named: "e.yaml")
    var changed = Self.files
    changed.files["rates.csv"] = Self.series([(0, 0.01), (2, 0.02), (5, 0.9)])
    let (a, b) = (try Self.files.load(experiment).history, try changed.load(experiment).history)
    #expect((0..<5).allSatisfy { a[$0][0].rate == b[$0][0].rate })
    #expect(b[5][0].rate == 0.9)
  }

  @Test func aNumberStaysTheInterestOfTheAccount() throws {
    let loaded = try Self.load("rate: 0.05")
    #expect(loaded.replay.interest == 0.05 && loaded.replay.interestFollows == nil)
    let given = Example.experiment("rate: 0.05", "rate: {file: rates.csv, max-age: 10d}")
      .replacing("cash: 1_000 USD", with: "cash: 1_000 USD\n  interest: 0.04")
    let other = try Self.files.load(try parseExperiment(given, named: "e.yaml"))
    #expect(other.replay.interest == 0.04 && other.replay.interestFollows == nil)
  }

  @Test func aRateThatIsTooOldIsMissing() throws {
    #expect(
      try Self.files.problems(of: Self.text("rate: {file: rates.csv, max-age: 2d}")) == [
        """
        e.yaml:6:59: error: no rate of SPX is known on 2020-01-09, the first of 2 such steps \
        [missing-rate]
          hint: raise max-age if an older value will do, or narrow from and to
        """
      ])
  }

  @Test func aRateInPercentIsRefused() throws {
    #expect(
      try Self.files.problems(of: Self.text("rate: {file: percent.csv, max-age: 30d}")) == [
        """
        e.yaml:6:59: error: the rate `4.5` of percent.csv looks like percent [percent]
          hint: add  scale: 0.01  to turn per cent into fractions
        """
      ])
    #expect(Example.problems(of: Self.text("rate: 5")).map(\.code) == ["percent"])
    let scaled = try Self.files.problems(
      of: Self.text("rate: {file: percent.csv, max-age: 30d, scale: 0.5}"))
    #expect(
      scaled.first?.hasSuffix(
        "hint: it was multiplied by  scale: 0.5  already; see that the column is right") == true)
  }

  @Test func ratesThatDifferAskForInterest() {
    let text = Example.experiment(
      "rate: 0.05}",
      """
      rate: {file: rates.csv}}
          NDX: {prices: {file: ndx.csv}, volatility: 0.2, rate: 0.05}
      """)
    #expect(Example.problems(of: text).map(\.code) == ["missing-key"])
    let same = text.replacing("rate: 0.05", with: "rate: {file: rates.csv}")
    #expect(Example.problems(of: same).isEmpty)
  }

  @Test func aYieldIsReadLikeARate() throws {
    let loaded = try Self.load("yield: {file: yield.csv, max-age: 30d}")
    #expect(
      loaded.history.steps.map { loaded.history[$0][0].yield }.prefix(3) == [0.02, 0.03, 0.03])
    #expect(loaded.replay.interestFollows == nil)
  }

  // 0.5 and 0.25 on two steps; what was paid on the first, or falls after the last, is nobody's.
  @Test func dividendsAreGatheredAtTheirStep() throws {
    let loaded = try Self.load("yield: 0.02, dividends: {file: paid.csv}")
    let paid = loaded.history.steps.map { loaded.history[$0][0].dividend }
    #expect(paid == [0, 0, 0, 0.5, 0.25, 0, 0, 0, 0, 0])
    #expect(loaded.history[0][0].yield == 0.02)
    #expect(try Self.load("rate: 0").history[3][0].dividend == nil)
  }

  @Test func foreignPricesAreConvertedFromTheFirstKnownRate() throws {
    let loaded = try Self.load("quoted-in: EUR, fx: {file: eurusd.csv, max-age: 10d}")
    let spots = loaded.history.steps.map { loaded.history[$0][0].spot }
    let closes = [99, 102, 104, 103, 105, 101, 98, 100.0]
    let rates = [1.1, 1.2, 1.3, 1.3, 1.3, 1.3, 1.3, 1.3]
    #expect(spots == zip(closes, rates).map { $0 * $1 })
    #expect(loaded.notes.contains { $0.hasPrefix("Prices of SPX are in EUR, × the last known") })
    let divided = try Self.load(
      "quoted-in: EUR, fx: {file: eurusd.csv, invert: true, max-age: 10d}")
    #expect(divided.history[0][0].spot == 99 * (1 / 1.1))
  }

  @Test func anOldExchangeRateIsRefused() throws {
    #expect(
      try Self.files.problems(of: Self.text("quoted-in: EUR, fx: {file: eurusd.csv, max-age: 1d}"))
        == [
          """
          e.yaml:6:73: error: eurusd.csv has no rate at most 1d old on 2020-01-07, the first of 4 \
          such rows [missing-rate]
            hint: raise max-age of fx if an older rate will do, or read fewer prices with  from  \
          and  to
          """
        ])
  }

  @Test(arguments: [
    ("quoted-in: EUR", "missing-key"), ("fx: {file: eurusd.csv}", "missing-key"),
    ("quoted-in: USD, fx: {file: eurusd.csv}", "unused-key"),
    (
      "quoted-in: EUR, fx: {file: eurusd.csv}, volatility: {quotes: q.csv, dynamics: sticky-delta}",
      "unused-key"
    ), ("rate: {file: rates.csv, preset: fred}", "wrong-preset"),
    ("rate: {file: rates.csv, colum: x}", "unknown-key"), ("rate: [1]", "wrong-type"),
  ])
  func whatDoesNotFitIsRefused(keys: String, code: String) {
    let text = Self.text(keys)
    let once = keys.contains("volatility") ? text.replacing("volatility: 0.2, ", with: "") : text
    #expect(Example.problems(of: once).map(\.code) == [code])
  }

  @Test(arguments: [
    "rate: {file: ../r.csv, preset: fred-rate, rate: DGS3MO, max-age: 5d}",
    "yield: {file: y.csv, scale: 0.01, max-age: 100d}, dividends: {file: d.csv, amount: paid}",
    "quoted-in: EUR, fx: {file: eurusd.csv, close: usd, invert: true, max-age: 1d}",
  ])
  func aResolvedExperimentMeansTheSame(keys: String) throws {
    let experiment = try parseExperiment(Self.text(keys), named: "e.yaml")
    let again = try parseExperiment(resolvedYAML(of: experiment), named: "e.yaml")
    #expect(again == experiment && again.market == experiment.market)
  }

  @Test func theShippedCurveIsReadByTenor() throws {
    let text = """
      schema: 1
      name: curve
      question: What did cash earn?
      market:
        from: 2008-09-12
        to: 2008-09-19
        underlyings:
          SPX:
            prices: {file: sp500-daily.csv}
            volatility: 0.3
            rate: {file: us-treasury-curve.csv, rate: 3mo, max-age: 5d, flaws: {missing: drop}}
      portfolio: {currency: USD, cash: 1_000 USD, positions: [{spot: SPX, quantity: 1}]}
      margin: {models: [tims]}
      """
    let loaded = try assemble(
      try parseExperiment(text, named: "e.yaml"), relativeTo: repositoryPath("datasets"))
    // US Treasury, daily par yields of 3 months, 12 to 19 September 2008, in per cent.
    #expect(
      loaded.history.steps.map { loaded.history[$0][0].rate }
        == [0.0149, 0.0102, 0.0084, 0.0003, 0.0023, 0.0099])
  }
}

@Suite struct StrikeStepTests {
  // Strikes at multiples of 150 on a price of 100 would all be 150.
  @Test func aStepAboveThePriceIsRefused() throws {
    let files = FakeFiles(["spx.csv": ("2020-01-01", [100, 101, 99])])
    let text = Example.experiment(
      "positions:\n    - {spot: SPX, quantity: 1}",
      "strategies:\n    - {strategy: short-straddle, underlying: SPX, tenor: 30d, contracts: 1, strike-step: 150}"
    )
    #expect(
      try files.problems(of: text) == [
        """
        e.yaml:11:90: error: strike-step `150` is above the price 100 of the first step \
        [out-of-range]
          hint: write the distance between listed strikes, such as 5
        """
      ])
    #expect(try files.problems(of: text.replacing("150", with: "100")).isEmpty)
  }
}
