import MarginCore
import MarginFiles
import Testing

/// Times as files write them, under the declarations that say what they mean.
///
/// The expected moments of named zones were computed with Python 3.11's zoneinfo.
@Suite struct TimeLayoutTests {
  typealias Keys = [(key: String, value: String)]

  @Test(
    arguments: [
      ("2020-03-12T09:30:00", [("timezone", "UTC")], "2020-03-12T09:30:00Z"),
      ("2020-01-01T03:00:00", [("timezone", "UTC+3")], "2020-01-01"),
      ("2020-01-01T03:00:00", [("timezone", "-03:30")], "2020-01-01T06:30:00Z"),
      ("2020-03-12T09:30:00Z", [("timezone", "UTC+3")], "2020-03-12T09:30:00Z"),
      ("2020-03-12", [("timezone", "UTC+3")], "2020-03-12"),
      ("2020-03-08 01:59", [("timezone", "America/New_York")], "2020-03-08T06:59:00Z"),
      ("2020-03-08 03:00", [("timezone", "America/New_York")], "2020-03-08T07:00:00Z"),
      ("2020-11-01 00:30", [("timezone", "America/New_York")], "2020-11-01T04:30:00Z"),
      ("2020-11-01 02:30", [("timezone", "America/New_York")], "2020-11-01T07:30:00Z"),
      ("2020-03-29 03:30:00.25", [("timezone", "Europe/Berlin")], "2020-03-29T01:30:00.250000Z"),
      ("2020-06-01 12:00", [("timezone", "Australia/Lord_Howe")], "2020-06-01T01:30:00Z"),
      ("2011-12-31 00:30", [("timezone", "Pacific/Apia")], "2011-12-30T10:30:00Z"),
      (
        "1987-10-19", [("timezone", "America/New_York"), ("time-of-day", "16:00")],
        "1987-10-19T20:00:00Z"
      ),
      ("2020-03-12T09:00:00Z", [("known-after", "1h")], "2020-03-12T10:00:00Z"),
      ("1583971200", [("time-unit", "s")], "2020-03-12"),
      ("1583971200.25", [("time-unit", "s")], "2020-03-12T00:00:00.250000Z"),
      ("1583971200000", [("time-unit", "ms")], "2020-03-12"),
      ("1583971200000001", [("time-unit", "us")], "2020-03-12T00:00:00.000001Z"),
      ("1583971200000001999", [("time-unit", "ns")], "2020-03-12T00:00:00.000001Z"),
      ("-86400", [("time-unit", "s")], "1969-12-31"),
      ("03/12/2020", [("time-format", "MM/dd/yyyy")], "2020-03-12"),
      ("3/5/2020", [("time-format", "d/M/yyyy")], "2020-05-03"),
      ("20200312", [("time-format", "yyyyMMdd")], "2020-03-12"),
      ("12-Mar-2020", [("time-format", "dd-MMM-yyyy")], "2020-03-12"),
      (
        "2019-10-17 09-AM", [("time-format", "yyyy-MM-dd hh-a"), ("timezone", "UTC")],
        "2019-10-17T09:00:00Z"
      ),
      (
        "2019-10-17 12-AM", [("time-format", "yyyy-MM-dd hh-a"), ("timezone", "UTC")], "2019-10-17"
      ),
      (
        "2019-10-17 12-PM", [("time-format", "yyyy-MM-dd hh-a"), ("timezone", "UTC")],
        "2019-10-17T12:00:00Z"
      ),
      (
        "17.10.2019 23:59:59", [("time-format", "dd.MM.yyyy HH:mm:ss"), ("timezone", "UTC+1")],
        "2019-10-17T22:59:59Z"
      ),
      (
        "2019-10-17T09:30:00.5+02:00", [("time-format", "yyyy-MM-dd'T'HH:mm:ss.SXXX")],
        "2019-10-17T07:30:00.500000Z"
      ),
    ] as [(String, Keys, String)])
  func aDeclaredTimeIsAMoment(text: String, keys: Keys, expected: String) throws {
    #expect(try times(of: text, keys) == [expected])
  }

  @Test(
    arguments: [
      ("2020-03-12T09:30:00", [], "zoneless-time", "timezone: UTC"),
      ("1583971200", [], "undeclared-epoch", "time-unit: s "),
      ("1583971200000", [], "undeclared-epoch", "time-unit: ms "),
      ("1583971200000000", [], "undeclared-epoch", "time-unit: us "),
      ("1583971200000000000", [], "undeclared-epoch", "time-unit: ns "),
      ("03/12/2020", [], "undeclared-format", "MM/dd/yyyy  or  dd/MM/yyyy"),
      ("31/12/2020", [], "undeclared-format", "time-format: dd/MM/yyyy "),
      ("3/5/2020", [], "undeclared-format", "M/d/yyyy  or  d/M/yyyy"),
      ("2019-10-17 09-AM", [], "undeclared-format", "yyyy-MM-dd hh-a"),
      ("1583971200", [("time-unit", "ms")], "bad-date", "time-unit: s"),
      ("1583971200000", [("time-unit", "s")], "bad-date", "time-unit: ms"),
      ("99999999999999999999", [("time-unit", "s")], "bad-date", "in digits"),
      ("2020-03-12", [("time-unit", "s")], "bad-date", "in digits"),
      ("13/01/2020", [("time-format", "MM/dd/yyyy")], "bad-date", "change  time-format"),
      (
        "2020-03-12 13-AM", [("time-format", "yyyy-MM-dd hh-a"), ("timezone", "UTC")], "bad-date",
        "time-format"
      ),
      ("2020-03-08 02:30", [("timezone", "America/New_York")], "skipped-time", "another  timezone"),
      ("2020-11-01 01:30", [("timezone", "America/New_York")], "ambiguous-time", "-04:00"),
      ("2020-02-30", [], "bad-date", "must exist"),
      ("", [], "missing-value", "fill in"),
    ] as [(String, Keys, String, String)])
  func anythingElseSaysWhatToDeclare(
    text: String, keys: Keys, code: String, hint: String
  ) throws {
    let problems = try problems(of: text, keys)
    #expect(problems.map(\.code) == [code])
    #expect(problems.first?.hint?.contains(hint) == true, "\(problems)")
    #expect(problems.first?.place.column == 1)
  }

  @Test(
    arguments: [
      ([("timezone", "EST")], "unknown-timezone"),
      ([("timezone", "Mars/Base")], "unknown-timezone"),
      ([("timezone", "UTC+15")], "unknown-timezone"),
      ([("time-format", "MM/dd/yy")], "bad-time-format"),
      ([("time-format", "HH:mm")], "bad-time-format"),
      ([("time-format", "yyyy-MM-dd hh")], "bad-time-format"),
      ([("time-format", "yyyy-MM-dd'T")], "bad-time-format"),
      ([("time-format", "yyyy-MM-dd MMM")], "bad-time-format"),
      ([("time-unit", "seconds")], "unknown-value"), ([("time-of-day", "16:00")], "missing-key"),
      ([("time-of-day", "24:00"), ("timezone", "UTC")], "wrong-type"),
      ([("timezone", "UTC"), ("time-unit", "s")], "unused-key"),
      ([("time-unit", "s"), ("time-format", "yyyyMMdd")], "unused-key"),
      ([("preset", "frd")], "unknown-preset"), ([("preset", "binance-funding")], "wrong-preset"),
      ([("flaws.gap", "forward-fill")], "missing-key"), ([("flaws.gap", "drop")], "unknown-value"),
      ([("flaws.forward-fill-limit", "3d")], "unused-key"),
      ([("symbol-column", "s")], "unused-key"),
      ([("timezne", "UTC")], "unknown-key"), ([("delimiter", "|")], "wrong-type"),
    ] as [(Keys, String)])
  func aWrongDeclarationIsNamed(keys: Keys, code: String) {
    #expect {
      _ = try declaredLayout(.closes, options: keys)
    } throws: { error in
      guard case .invalid(let problems)? = error as? FileError else { return false }
      return problems.map(\.code) == [code]
        && problems[0].place.file == "--\(keys[0].key)" && problems[0].hint != nil
    }
  }

  @Test func oneDeclarationForAllRowsIsOneProblem() throws {
    let rows = "2020-01-01T00:00:00,1\n2020-01-01T01:00:00,1\n2020-01-01T02:00:00,1\n"
    let problems = try withFile("date,close\n\(rows)".utf8) {
      checkSeries($0, named: "x.csv", layout: SeriesLayout(.closes)).problems
    }
    #expect(
      problems.map(\.message) == ["date `2020-01-01T00:00:00` has no zone, and so are 2 more"])
  }

  @Test(
    arguments: [
      ("2020-01-01T00:00:00Z", "2020-01-01T01:00:00+00:00", nil),
      ("2020-01-01T00:00:00Z", "2020-01-01T03:00:00+01:00", .note),
      ("2020-01-01T00:00:00Z", "2020-01-01T03:00:00", .warning),
      ("2020-01-01", "2020-01-01T03:00:00Z", .warning),
    ] as [(String, String, Problem.Severity?)])
  func mixedZonesAreTold(first: String, second: String, severity: Problem.Severity?) throws {
    let layout = try declaredLayout(.closes, options: [("timezone", "UTC")])
    let report = try withFile("date,close\n\(first),1\n\(second),1\n".utf8) {
      checkSeries($0, named: "x.csv", layout: layout)
    }
    #expect(report.failure == nil)
    #expect(report.problems.map(\.severity) == (severity.map { [$0] } ?? []))
    #expect(report.problems.allSatisfy { $0.code == "mixed-zones" && $0.place.line == 3 })
  }

  private func times(of text: String, _ keys: Keys) throws -> [String] {
    let layout = try declaredLayout(.closes, options: keys)
    return try withFile("date,close\n\(text),1\n".utf8) {
      try readSeries($0, named: "x.csv", layout: layout).table.times.map(\.description)
    }
  }

  private func problems(of text: String, _ keys: Keys) throws -> [Problem] {
    let layout = try declaredLayout(.closes, options: keys)
    return try withFile("date,close\n\(text),1\n".utf8) {
      checkSeries($0, named: "x.csv", layout: layout).problems
    }
  }
}
