import Foundation
import MarginCore
import MarginReplay
import Testing

@testable import MarginFiles

/// Half-spreads that come from a file of quotes.
@Suite struct QuotedSpreadTests {
  private static let prices = "date,close\n2020-01-01,100\n2020-01-02,101\n2020-01-03,99\n"
  private static let quotes = """
    date,bid,ask,bps
    2020-01-01T00:00:00Z,99.9,100.1,12
    2020-01-01T18:00:00Z,99.8,100.2,30
    2020-01-03T00:00:00Z,98.5,99.5,60

    """

  private static func load(_ settings: String, quotes: String = quotes) throws -> LoadedExperiment {
    let text = Example.experiment() + "costs: {half-spread: \(settings)}\n"
    return try withFolder { folder in
      try Data(prices.utf8).write(to: URL(fileURLWithPath: folder + "/spx.csv"))
      try Data(quotes.utf8).write(to: URL(fileURLWithPath: folder + "/quotes.csv"))
      return try assemble(
        try parseExperiment(text, named: "e.yaml"), relativeTo: folder, displayFolder: "")
    }
  }

  private static func problems(_ settings: String, quotes: String = quotes) throws -> [String] {
    do {
      _ = try load(settings, quotes: quotes)
      return []
    } catch let error as FileError {
      return error.problems.map(\.description)
    }
  }

  private static func halfSpreads(_ loaded: LoadedExperiment) -> [Double] {
    loaded.history.steps.map { step in
      let state = loaded.history[step]
      let cost = loaded.replay.costs.cost(
        of: 1, .spot(underlying: 0), at: 1, in: state[0], tradingDays: 252, time: state.time)
      return cost.spread
    }
  }

  // By hand: (ask − bid) / (ask + bid) of the last quote at or before midnight of each day.
  @Test func aHalfSpreadIsThatOfTheLastQuoteKnown() throws {
    let loaded = try Self.load("{file: quotes.csv, max-age: 1d}")
    let expected = [0.2 / 200, 0.4 / 200, 1.0 / 198]
    // Differences of prices are rounded at 1e-14.
    for (found, wanted) in zip(Self.halfSpreads(loaded), expected) {
      #expect(abs(found - wanted) < 1e-15)
    }
    #expect(loaded.inputs.map(\.path) == ["spx.csv", "quotes.csv"])
    #expect(
      loaded.notes.first?.hasPrefix(
        "The half-spread of spot and futures is the last known of quotes.csv (bid and ask), from ")
        == true)
  }

  @Test func aColumnOfHalfSpreadsIsReadAsItIs() throws {
    let loaded = try Self.load(
      "{file: quotes.csv, half-spread: bps, scale: 0.0001, max-age: 1d}")
    let expected = [12e-4, 30e-4, 60e-4]
    for (found, wanted) in zip(Self.halfSpreads(loaded), expected) {
      #expect(abs(found - wanted) < 1e-15)
    }
  }

  @Test func noLaterQuoteIsSeen() throws {
    let later = Self.quotes.replacing(
      "2020-01-03T00:00:00Z,98.5,99.5", with: "2020-01-03T00:00:00Z,90,99.5")
    let (a, b) = (
      Self.halfSpreads(try Self.load("{file: quotes.csv, max-age: 1d}")),
      Self.halfSpreads(try Self.load("{file: quotes.csv, max-age: 1d}", quotes: later))
    )
    #expect(a[..<2] == b[..<2] && a[2] != b[2])
  }

  @Test func aStepWithoutAQuoteIsRefused() throws {
    #expect(
      try Self.problems("{file: quotes.csv, max-age: 1h}") == [
        """
        e.yaml:13:22: error: no half-spread is known on 2020-01-02, the first of 1 such steps \
        [missing-rate]
          hint: raise max-age if an older quote will do, or narrow from and to
        """
      ])
  }

  @Test func aCrossedQuoteIsFoundInItsRow() throws {
    let crossed = Self.quotes.replacing("99.8,100.2", with: "100.2,99.8")
    #expect(
      try Self.problems("{file: quotes.csv, max-age: 1d}", quotes: crossed) == [
        """
        quotes.csv:3:22: error: bid 100.2 is above ask 99.8 [crossed-quote]
          hint: the columns may be swapped; map them with  bid: ask, ask: bid
        """
      ])
    let dropped = try Self.load(
      "{file: quotes.csv, max-age: 1d, flaws: {impossible-bar: drop}}", quotes: crossed)
    #expect(abs(Self.halfSpreads(dropped)[1] - 0.001) < 1e-15)
  }

  @Test func aBidOfZeroIsNoPrice() throws {
    let problems = try Self.problems(
      "{file: quotes.csv, max-age: 1d}", quotes: Self.quotes.replacing("99.8,", with: "0,"))
    #expect(
      problems == [
        """
        quotes.csv:3:22: error: bid 0 is not above zero [non-positive-price]
          hint: see that the column is right, and correct the row
        """
      ])
  }

  @Test func negativeAndPercentHalfSpreadsAreRefused() throws {
    let unscaled = "{file: quotes.csv, half-spread: bps, max-age: 1d}"
    #expect(
      try Self.problems(unscaled) == [
        """
        e.yaml:13:22: error: the half-spread `12` of quotes.csv on 2020-01-01 is not a fraction from \
        0 to 0.5 of the price [out-of-range]
          hint: turn the column into fractions with  scale: 0.0001  for basis points
        """
      ])
    let negative = Self.quotes.replacing("100.1,12", with: "100.1,-0.01")
    #expect(try Self.problems(unscaled, quotes: negative).first?.contains("`-0.01`") == true)
  }

  @Test(arguments: [
    ("{file: q.csv, half-spread: bps, bid: b}", "unused-key"), ("{bid: b}", "missing-key"),
    ("{file: q.csv, mid: m}", "unknown-key"), ("{file: q.csv, time-of-day: 16:00}", "missing-key"),
  ])
  func whatDoesNotFitIsRefused(settings: String, code: String) {
    let text = Example.experiment() + "costs: {half-spread: \(settings)}\n"
    #expect(Example.problems(of: text).map(\.code) == [code])
  }

  @Test func aResolvedExperimentMeansTheSame() throws {
    let text =
      Example.experiment()
      + "costs: {half-spread: {file: ../q.csv, bid: b, ask: a, time: t, max-age: 5d}}\n"
    let experiment = try parseExperiment(text, named: "e.yaml")
    let again = try parseExperiment(resolvedYAML(of: experiment), named: "e.yaml")
    #expect(again == experiment && again.spreadSource == experiment.spreadSource)
    #expect(again.spreadSource?.maxAge == .days(5))
  }
}

/// Costs that change by date, whatever they are.
@Suite struct DatedCostTests {
  private static func day(_ iso: String) -> Timestamp {
    CalendarDay(iso: iso)?.start ?? Timestamp(microseconds: 0)
  }

  private static let before = """
    fee: 1bp, half-spread: 2bp, per-contract: 1 USD, minimum: 2 USD, maker: {share: 0.1, fee: -1bp},
    tiers: [{volume: 5 USD, fee: 3bp}], ticks: {size: 0.5, half-spread: 1},
    widening: {reference: 0.2, exponent: 1}, impact: {power: 0.5, exponent: 0.6, adv: 10, permanent: 1},
    options: {fee: 1 USD, half-spread: 0.1 USD}, liquidation: {fee: 2 USD, half-spread: 0.2 USD}
    """
  private static let after = """
    fee: 10bp, half-spread: 20bp, per-contract: 10 USD, minimum: 20 USD, maker: {share: 0.2, fee: 10bp},
    tiers: [{volume: 5 USD, fee: 30bp}], ticks: {size: 5, half-spread: 10},
    widening: {reference: 0.4, exponent: 2}, impact: {power: 0.25, exponent: 0.5, adv: 100, permanent: 3},
    options: {fee: 10 USD, half-spread: 1 USD}, liquidation: {fee: 20 USD, half-spread: 2 USD}
    """

  /// Every value of `before` until March 2020, and every one of `after` from then on.
  private static var dated: String {
    let number = /(-?[0-9.]+)( USD|bp)?(?=[,}]|$)/
    let ends = after.matches(of: number).map { String($0.output.0) }
    var (index, text) = (0, "")
    var rest = before[...]
    while let match = rest.firstMatch(of: number) {
      let value = String(match.output.0)
      text += rest[..<match.range.lowerBound]
      text +=
        value == "5 USD"
        ? value : "[{from: 2020-01-01, value: \(value)}, {from: 2020-03-01, value: \(ends[index])}]"
      (rest, index) = (rest[match.range.upperBound...], index + 1)
    }
    return text + rest
  }

  private static func costs(_ text: String) throws -> CostModel {
    try parseExperiment(Example.experiment() + "costs: {\(text)}\n", named: "e.yaml").costs
  }

  @Test func everyParameterOfATradeMayBeDated() throws {
    let dated = try Self.costs(Self.dated)
    #expect(dated.model(at: Self.day("2020-02-29")) == (try Self.costs(Self.before)))
    #expect(dated.model(at: Self.day("2020-03-01")) == (try Self.costs(Self.after)))
    #expect(dated.model(at: Self.day("1999-01-01")) == (try Self.costs(Self.before)))
  }

  @Test func valuesWithDifferentDatesAreEachTheirOwn() throws {
    let costs = try Self.costs(
      """
      fee: [{from: 2020-01-01, value: 1bp}, {from: 2020-03-01, value: 2bp}],
      impact: {linear: 1, adv: [{from: 2020-02-01, value: 10}, {from: 2020-04-01, value: 20}]}
      """)
    let days = ["2020-01-15", "2020-02-15", "2020-03-15", "2020-04-15"].map(Self.day)
    #expect(days.map { costs.model(at: $0).fee } == [1e-4, 1e-4, 2e-4, 2e-4])
    #expect(days.map { costs.model(at: $0).impact?.averageDailyVolume } == [10, 10, 10, 20])
  }

  @Test(arguments: [
    (
      "impact: {linear: 1, adv: [{from: 2020-02-01, value: 10}, {from: 2020-02-01, value: 20}]}",
      "e.yaml:13:73: error: from `2020-02-01` is not after `2020-02-01` [out-of-range]"
    ),
    (
      "impact: {linear: 1, adv: [{from: 2020-02-01, value: 0}]}",
      "e.yaml:13:61: error: value `0` is out of range [out-of-range]"
    ),
    (
      "fee: [{from: 2020-02-01, value: -1bp}]",
      "e.yaml:13:41: error: value `-1bp` is out of range [out-of-range]"
    ),
    (
      "maker: {share: 0.5, fee: -2%}",
      "e.yaml:13:34: error: fee `-2%` looks like percent [percent]"
    ),
    (
      "maker: {share: 0.5, fee: -0.02}",
      "e.yaml:13:34: error: fee `-0.02` is out of range [out-of-range]"
    ),
  ])
  func whatCannotBeIsRefused(text: String, line: String) {
    let problems = Example.problems(of: Example.experiment() + "costs: {\(text)}\n")
    #expect(problems.map { $0.description.split(separator: "\n")[0] } == [Substring(line)])
  }
}
