import Foundation
import MarginCore
import Testing

@testable import MarginFiles

/// What only several rows together show.
@Suite struct SeriesReviewTests {
  private func report(
    _ rows: String, _ kind: SeriesKind = .closes, _ keys: [(key: String, value: String)] = []
  ) throws -> SeriesReport {
    let header = kind == .bars ? "date,open,high,low,close" : "date,close"
    let layout = try declaredLayout(kind, options: keys)
    return try withFile("\(header)\n\(rows)".utf8) {
      checkSeries($0, named: "x.csv", layout: layout)
    }
  }

  private func daily(_ closes: [Double], from first: String = "2020-01-01") -> String {
    let start = CalendarDay(iso: first)?.daysSinceEpoch ?? 0
    return closes.enumerated().map {
      "\(CalendarDay(daysSinceEpoch: start + $0)),\($1)\n"
    }.joined()
  }

  @Test(arguments: [
    ("sort", ["2020-01-01", "2020-01-02", "2020-01-03"]), ("drop", ["2020-01-01", "2020-01-03"]),
  ])
  func disorderIsSettledAsDeclared(action: String, expected: [String]) throws {
    let layout = try declaredLayout(.closes, options: [("flaws.disorder", action)])
    let text = "date,close\n2020-01-01,1\n2020-01-03,3\n2020-01-02,2\n"
    let (table, digest) = try withFile(text.utf8) {
      try readSeries($0, named: "x.csv", layout: layout)
    }
    #expect(table.times.map(\.description) == expected)
    #expect(digest.changes.count == 1 && digest.changes[0].contains("1 row"))
  }

  @Test(arguments: [("first", [1, 3.0]), ("last", [2, 3.0])])
  func duplicatesAreSettledAsDeclared(action: String, expected: [Double]) throws {
    let layout = try declaredLayout(.closes, options: [("flaws.duplicate", action)])
    let text = "date,close\n2020-01-01,1\n2020-01-01,2\n2020-01-02,3\n"
    let (table, digest) = try withFile(text.utf8) {
      try readSeries($0, named: "x.csv", layout: layout)
    }
    #expect(table["close"] == expected)
    #expect(digest.changes == ["1 row left out, the \(action) of each time being kept"])
  }

  @Test func aDailySeriesWithoutADayHasAGap() throws {
    let rows = "2022-11-08,1\n2022-11-09,1.1\n2022-11-10,1\n2022-11-12,1.1\n2022-11-13,1\n"
    let found = try report(rows)
    #expect(
      found.problems.map { "\($0)".split(separator: "\n")[0] } == [
        "x.csv:5:1: warning: 1 row is missing between 2022-11-10 and 2022-11-12 [gap]"
      ])
    #expect(found.failure == nil)
    let refused = try report(rows, .closes, [("flaws.gap", "refuse")])
    #expect(refused.problems.map(\.severity) == [.error] && refused.failure != nil)
  }

  @Test func gapsAreFilledToTheLimitOnly() throws {
    let layout = try declaredLayout(
      .bars, options: [("flaws.gap", "forward-fill"), ("flaws.forward-fill-limit", "2d")])
    let text =
      "date,open,high,low,close\n" + (1...7).map { "2020-01-0\($0),9,20,8,1\($0)\n" }.joined()
      + "2020-01-11,9,20,8,10\n"
    let (table, digest) = try withFile(text.utf8) {
      try readSeries($0, named: "x.csv", layout: layout)
    }
    #expect(
      table.times.suffix(4).map(\.description) == [
        "2020-01-07", "2020-01-08", "2020-01-09", "2020-01-11",
      ])
    #expect(table["close"].suffix(4) == [17, 17, 17, 10])
    #expect(table["high"].suffix(4) == [20, 17, 17, 20])
    #expect(digest.changes == ["2 rows filled in with the last known values"])
  }

  /// Two weeks of weekdays: a missing Wednesday is as a holiday, a missing week is not.
  @Test func daysOffAreImpliedByTheData() throws {
    let first = CalendarDay(iso: "2020-01-06")?.daysSinceEpoch ?? 0
    let days = (0..<70).map { CalendarDay(daysSinceEpoch: first + $0) }
      .filter {
        $0.weekday < 5 && !(28...32).contains($0.daysSinceEpoch - first)
          && $0.daysSinceEpoch - first != 16
      }
    let rows = days.enumerated().map { "\($1),\(100 + $0 * 7 % 11)\n" }.joined()
    let found = try report(rows)
    let gaps = found.problems.filter { $0.code == "gap" }
    #expect(gaps.map(\.message) == ["5 rows are missing between 2020-01-31 and 2020-02-10"])
    #expect(
      found.summary?.calendar
        == "Monday to Friday (as the data imply), 1 short gaps as of holidays")
    let always = try report(rows, .closes, [("calendar", "24/7")])
    #expect(always.counts.first { $0.code == "gap" }?.count == 9)
  }

  @Test func valuesThatStandStillAreTold() throws {
    let closes = (0..<40).map { (12..<22).contains($0) ? 9 : Double(5 + $0 % 3) }
    let found = try report(daily(closes))
    #expect(found.problems.map(\.code) == ["stale"])
    #expect(found.problems[0].place == Place("x.csv", line: 14, column: 12))
    #expect(found.problems[0].message == "close 9 stands unchanged for 10 rows")
    let dropped = try report(daily(closes), .closes, [("flaws.stale", "drop")])
    #expect(dropped.summary?.rows == 31)
    #expect(dropped.summary?.changes == ["9 rows left out (stale)"])
  }

  /// Closes whose moves are 0.002 × ((7 i mod 11) − 5), with 0.25 more into row 45.
  private var jumpy: [Double] {
    var closes = [100.0]
    for i in 0..<59 {
      let move = 0.002 * Double((i * 7) % 11 - 5) + (i == 44 ? 0.25 : 0)
      closes.append(closes[i] * exp(move))
    }
    return closes
  }

  /// The median, the scaled deviation and the score of the jump as Python's statistics module gives them.
  @Test func scoresAreThoseOfTheMedianAbsoluteDeviation() throws {
    let moves = MoveReview.moves(of: jumpy)
    let spread = RobustSpread(moves)
    #expect((spread.median - 0.0).magnitude < 1e-12)
    #expect((spread.deviation - 0.008895599999999981).magnitude < 1e-12)
    #expect((MoveReview.scores(of: moves)[44] - 26.979630379063867).magnitude < 1e-8)
  }

  @Test func aMoveThatLastsIsANoteAndOneUndoneAWarning() throws {
    let lasting = try report(daily(jumpy))
    #expect(lasting.problems.map { "\($0.severity) \($0.code)" } == ["note outlier"])
    #expect(lasting.problems[0].place.line == 47)
    var spiky = jumpy
    for row in 46..<60 { spiky[row] *= exp(-0.25) }
    let spike = try report(daily(spiky))
    #expect(spike.problems.map { "\($0.severity) \($0.code)" } == ["warning spike"])
    let dropped = try report(daily(spiky), .closes, [("flaws.spike", "drop")])
    #expect(dropped.summary?.rows == 59 && dropped.summary?.changes == ["1 row left out (spike)"])
  }

  @Test func scoresDoNotLookAhead() {
    let moves = (0..<900).map { 0.001 * Double(($0 * 37) % 101 - 50) }
    let cut = MoveReview.scores(of: Array(moves.prefix(600)))
    #expect(MoveReview.scores(of: moves).prefix(600) == cut[...])
  }

  @Test func anotherAssetIsRefusedUnlessItIsKept() throws {
    let rows = "2022-05-12,2\n2022-05-13,1\n2022-05-14,11\n2022-05-15,10\n"
    let found = try report(rows)
    #expect(found.failure != nil)
    #expect(found.problems.map(\.code) == ["another-asset"])
    #expect(found.problems[0].place == Place("x.csv", line: 4, column: 12))
    #expect(found.problems[0].hint?.contains("to: 2022-05-13  or  from: 2022-05-14") == true)
    #expect(try report(rows, .closes, [("from", "2022-05-14")]).problems.isEmpty)
    #expect(try report(rows, .closes, [("to", "2022-05-13")]).summary?.rows == 2)
    let kept = try report(rows, .closes, [("flaws.another-asset", "keep")])
    #expect(kept.failure == nil && kept.problems.map(\.severity) == [.warning])
  }

  @Test func aBarFarLongerThanItsNeighboursIsTold() throws {
    let sound = (2...9).map { "2017-08-0\($0),4300,4320,4290,4310\n" }.joined()
    let found = try report("2017-08-01,16199,16199,4261,4308\n\(sound)", .bars)
    #expect(found.problems.map(\.code) == ["wide-bar"])
    #expect(found.problems[0].place == Place("x.csv", line: 2, column: 18))
    let dropped = try report(
      "2017-08-01,16199,16199,4261,4308\n\(sound)", .bars, [("flaws.wide-bar", "drop")])
    #expect(dropped.problems.isEmpty && dropped.summary?.rows == 8)
  }

  @Test(arguments: [("drop", 1, 0), ("keep", 2, 1)])
  func impossibleBarsAreSettledAsDeclared(action: String, rows: Int, warnings: Int) throws {
    let found = try report(
      "2020-01-01,9,10,8,9\n2020-01-02,9,10,8,11\n", .bars, [("flaws.impossible-bar", action)])
    #expect(found.failure == nil && found.summary?.rows == rows)
    #expect(found.problems.map(\.severity) == Array(repeating: .warning, count: warnings))
  }

  @Test func oneSymbolOfSeveralIsRead() throws {
    let text = "date,symbol,close\n2020-01-01,A,1\n2020-01-01,B,2\n2020-01-02,A,3\n"
    let layout = try declaredLayout(.closes, options: [("symbol", "A")])
    let table = try withFile(text.utf8) {
      try readSeries($0, named: "x.csv", layout: layout).table
    }
    #expect(table["close"] == [1, 3])
    let none = try declaredLayout(.closes, options: [("symbol", "C")])
    let problems = try withFile(text.utf8) {
      checkSeries($0, named: "x.csv", layout: none).problems
    }
    #expect(problems.map(\.code) == ["unknown-symbol"])
    #expect(problems[0].hint == "it holds `A`, `B`")
  }

  @Test func tradesMayShareATime() throws {
    let text = "time,price,size\n2020-01-01T00:00:00Z,1,5\n2020-01-01T00:00:00Z,1.1,0\n"
    let found = try withFile(text.utf8) {
      checkSeries($0, named: "x.csv", layout: SeriesLayout(.trades))
    }
    #expect(found.problems.isEmpty && found.summary?.rows == 2)
  }
}
