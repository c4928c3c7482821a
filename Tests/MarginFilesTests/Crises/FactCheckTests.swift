import MarginCore
import MarginReplay
import Testing

@testable import MarginFiles

/// The language in which facts are checked.
@Suite struct FactCheckTests {
  /// Four days, the second with two rows, the fourth below zero; no row on 6 January.
  private var series: PriceSeries {
    var series = PriceSeries()
    series.times = [
      "2020-01-02", "2020-01-03", "2020-01-03T12:00:00Z", "2020-01-07", "2020-01-08",
    ].compactMap { time in Array(time.utf8).withUnsafeBufferPointer { timestamp($0) } }
    series.open = [10, 12, 9, 16, 1]
    series.high = [11, 13, 14, 17, 2]
    series.low = [9, 8, 7, 15, -5]
    series.close = [10, 9, 12, 15, -3]
    return series
  }

  private func value(_ text: String, in series: PriceSeries) throws -> Double {
    guard case .market(let quantity, _, let days, _) = try #require(FactCheck(text)).claim else {
      throw NoEvidence("not a market check")
    }
    return try quantity.value(in: series, days)
  }

  /// Values by hand from the rows above.
  private static let values: [(String, Double)] = [
    ("open(X, 2020-01-03) == 0", 12.0), ("high(X, 2020-01-03) == 0", 14),
    ("low(X, 2020-01-03) == 0", 7), ("close(X, 2020-01-03) == 0", 12),
    ("high(X, 2020-01-02, 2020-01-07) == 0", 17),
    ("highest-close(X, 2020-01-02, 2020-01-03) == 0", 12),
    ("lowest-close(X, 2020-01-02, 2020-01-07) == 0", 9),
    ("return(X, 2020-01-03) == 0", 12.0 / 10 - 1), ("return(X, 2020-01-07) == 0", 15.0 / 12 - 1),
    ("return(X, 2020-01-02, 2020-01-07) == 0", 15.0 / 10 - 1),
    ("return(X, 2020-01-08) == 0", -3.0 / 15 - 1),
    ("rows(X, 2020-01-03) == 0", 2), ("rows(X, 2020-01-04, 2020-01-06) == 0", 0),
    ("rows(X, 2020-01-01, 2020-12-31) == 0", 5), ("low(X, 2020-01-08) == 0", -5),
  ]

  @Test(arguments: values)
  func quantitiesAreThoseOfTheRows(text: String, expected: Double) throws {
    #expect(try value(text, in: series) == expected)
  }

  @Test(arguments: [
    ("close(X, 2020-01-06) == 0", "the data have no row on 2020-01-06"),
    ("close(X, 2020-01-04, 2020-01-06) == 0", "the data have no row from 2020-01-04 to 2020-01-06"),
    ("return(X, 2020-01-02) == 0", "the data have no row to start from"),
    ("return(X, 2020-01-06, 2020-01-08) == 0", "the data have no row to start from"),
  ])
  func whatIsNotThereIsSaid(text: String, reason: String) {
    #expect(throws: NoEvidence(reason)) { try value(text, in: series) }
  }

  @Test func aReturnFromBelowZeroIsNone() {
    var below = series
    below.close[3] = -1
    #expect(throws: NoEvidence("a return starts from a price above zero")) {
      try value("return(X, 2020-01-08) < 0", in: below)
    }
  }

  @Test func closesAloneHaveNoLow() {
    var closes = PriceSeries()
    (closes.times, closes.close) = (series.times, series.close)
    #expect(throws: NoEvidence("the experiment reads closing prices only")) {
      try value("low(X, 2020-01-03) < 0", in: closes)
    }
  }

  @Test(arguments: [
    "", "close", "close(X)", "close(X, 2020-01-03)", "close(X, 2020-02-30) == 1",
    "close(X, 2020-01-03, 2020-01-02) == 1", "close(X, 2020-01-03) = 1",
    "close(X, 2020-01-03) == 1 ± -1", "close(X, 2020-01-03) == nan",
    "close(X, 2020-01-03) > 1 ± 1", "close(X, 2020-01-03) == 1 ± inf",
  ])
  func whatIsNotACheckIsRefused(text: String) {
    #expect(FactCheck(text).map { if case .market = $0.claim { true } else { false } } != true)
  }

  @Test func aMetricIsADeclaredCheck() throws {
    let check = try #require(FactCheck("calls(reg-t) >= 1"))
    #expect(check.claim == .metric(try #require(DeclaredCheck("calls(reg-t) >= 1"))))
  }

  /// The bound is met at the tolerance itself and not beyond.
  @Test(arguments: [(224.845, true), (224.835, true), (224.8451, false), (-224.84, false)])
  func equalityHasATolerance(value: Double, holds: Bool) {
    let equal = DeclaredCheck.Comparison.equal
    #expect(equal.holds(value, 224.84, within: 0.005 + 1e-12) == holds)
    #expect(!equal.holds(value, 224.84))
  }
}
