import MarginFiles
import Testing

/// One line for each message that a price file can cause.
@Suite struct CSVProblemTests {
  static let files: [(String, String)] = [
    ("", "x.csv: error: the file is empty [empty-file]"),
    ("\u{FEFF}", "x.csv: error: the file is empty [empty-file]"),
    ("\n\n", "x.csv: error: the file is empty [empty-file]"),
    ("date,close\n", "x.csv: error: there are no rows below the header [no-rows]"),
    ("date,close", "x.csv: error: there are no rows below the header [no-rows]"),
    ("Date,close\n1,1\n", "x.csv:1: error: there is no column `date` [missing-column]"),
    (
      "date,close,date\n1,1,1\n",
      "x.csv:1: error: column `date` is there twice, as 1 and 3 [duplicate-column]"
    ),
    ("date,close\n2020-01-01\n", "x.csv:2: error: the row has 1 field, the header 2 [field-count]"),
    (
      "date,close\n2020-01-01,1,2\n",
      "x.csv:2: error: the row has 3 fields, the header 2 [field-count]"
    ),
    (
      "date,close\n2020-01-01,\"1\n2020-01-02,2\n",
      "x.csv:2:12: error: the quote opened here is never closed [unterminated-quote]"
    ),
    (
      "date,close\n2020-01-01,1\"2\n",
      "x.csv:2:12: error: a quote stands where none may [malformed-quote]"
    ),
    (
      "date,close\n2020-01-01, \"1\"2\n",
      "x.csv:2:13: error: a quote stands where none may [malformed-quote]"
    ),
    (
      "date,close\n\n2020-01-01,1\n", "x.csv:2: error: the line is blank [blank-line]"
    ),
    (
      "date,close\n01/31/2020,1\n",
      "x.csv:2:1: error: date `01/31/2020` is not an ISO 8601 date [undeclared-format]"
    ),
    ("date,close\n2019-02-29,1\n", "x.csv:2:1: error: date `2019-02-29` is not a date [bad-date]"),
    ("date,close\n,1\n", "x.csv:2:1: error: date is empty [missing-value]"),
    ("date,close\n2020-01-01,  \n", "x.csv:2:12: error: close is empty [missing-value]"),
    (
      "date,close\n2020-01-01,\"\"\n", "x.csv:2:12: error: close is empty [missing-value]"
    ),
    (
      "date,close\n2020-01-01,1e999\n",
      "x.csv:2:12: error: close `1e999` is too large [out-of-range]"
    ),
    (
      "date,close\n2020-01-01,0\n",
      "x.csv:2:12: error: close 0 is not above zero [non-positive-price]"
    ),
    (
      "date,é,close\n2020-01-01,\"ü\n€\",x\n",
      "x.csv:3:4: error: close `x` is not a number [not-a-number]"
    ),
    (
      "date,close\n2020-01-01,1\n2020-01-03,1\n2020-01-02,1\n",
      "x.csv:4:1: error: 2020-01-02 is earlier than 2020-01-03 in the row before [disorder]"
    ),
    (
      "date,close\n2020-01-01,1\n2020-01-01,1\n",
      "x.csv:3:1: error: 2020-01-01 stands in the row before as well [duplicate-time]"
    ),
    (
      "date,open,high,low,close\n2020-01-01,2,3,4,3\n",
      "x.csv:2:14: error: high 3 is below the low 4 [high-below-low]"
    ),
    (
      "date,open,high,low,close\n2020-01-01,2,3,1,3.5\n",
      "x.csv:2:18: error: close 3.5 is above the high 3 [close-outside-bar]"
    ),
    (
      "date,open,high,low,close\n2020-01-01,0.5,3,1,3\n",
      "x.csv:2:12: error: open 0.5 is below the low 1 [open-outside-bar]"
    ),
  ]

  @Test(arguments: files)
  func message(text: String, expected: String) throws {
    let isBar = text.contains("high")
    let columns =
      isBar ? SeriesLayout(open: "open", high: "high", low: "low") : SeriesLayout()
    let problems = try withFile(text.utf8) {
      checkPrices($0, named: "x.csv", columns: columns)
    }
    #expect(problems.first?.description.split(separator: "\n").first.map(String.init) == expected)
    #expect(problems.count == 1)
    #expect(problems.allSatisfy { $0.hint != nil })
  }

  @Test(arguments: [
    ("nan", "remove the row"), ("-Infinity", "remove the row"), ("0x1F", "decimal digits"),
    ("\"1,234.5\"", "thousands separators"), ("1 234", "thousands separators"),
    ("\"1,234\"", "thousands separators"), ("\"12,5\"", "decimal point"),
    (".5", "0.5, not .5"), ("5.", "after the point"), ("12%", "fraction"), ("$12", "such as"),
    ("1e", "such as"), ("1d5", "such as"), ("--1", "such as"), ("١٢", "such as"),
  ])
  func numbersThatAreNone(text: String, hint: String) throws {
    let problem = try onlyProblem("date,close\n2020-01-01,\(text)\n")
    #expect(problem.code == "not-a-number")
    #expect(problem.hint?.contains(hint) == true)
  }

  @Test(arguments: [
    ("2020-02-30", "must exist"),
    ("10000-01-01", "must exist"), ("0000-01-01", "must exist"), ("2020-3-1", "such as"),
  ])
  func datesThatAreNone(text: String, hint: String) throws {
    let problem = try onlyProblem("date,close\n\(text),1\n")
    #expect(problem.code == "bad-date")
    #expect(problem.hint?.contains(hint) == true)
  }

  @Test(
    arguments: [
      ([0x61, 0xFF, 0x0A], "x.csv:1:2", "Latin-1"),
      ([0xFF, 0xFE, 0x64, 0x00, 0x0A, 0x00], "x.csv:1:1", "UTF-16"),
      ([0x64, 0x00, 0x61, 0x00], "x.csv:1:2", "UTF-16"),
    ] as [([UInt8], String, String)])
  func encodings(bytes: [UInt8], place: String, hint: String) throws {
    let problems = try withFile(bytes) { checkPrices($0, named: "x.csv") }
    #expect(problems.first?.code == "not-utf-8")
    #expect(problems.first?.place.description == place)
    #expect(problems.first?.hint?.contains(hint) == true)
  }

  @Test func missingColumnsAreGuessed() throws {
    let problems = try withFile("date,Close\n2020-01-01,1\n".utf8) {
      checkPrices($0, named: "x.csv", columns: SeriesLayout())
    }
    #expect(problems.map(\.hint) == ["did you mean `Close`? the columns are: date, Close"])
    let headless = try withFile("2020-01-01,1\n".utf8) {
      checkPrices($0, named: "x.csv", columns: SeriesLayout(time: "date", close: "close"))
    }
    #expect(headless.first?.hint?.contains("first line must name the columns") == true)
  }

  @Test func readingGoesOnAfterABadQuote() throws {
    let text = "date,close\n2020-01-01,1\"\n2020-01-02,x\n"
    let problems = try withFile(text.utf8) { checkPrices($0, named: "x.csv") }
    #expect(problems.map(\.code) == ["malformed-quote", "not-a-number"])
    #expect(problems.map(\.place.line) == [2, 3])
  }

  private func onlyProblem(_ text: String) throws -> Problem {
    let problems = try withFile(text.utf8) { checkPrices($0, named: "x.csv") }
    #expect(problems.count == 1)
    return try #require(problems.first)
  }
}
