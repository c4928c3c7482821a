import MarginCore
import MarginFiles
import Testing

@Suite struct PriceReaderTests {
  static let bars = SeriesLayout(open: "open", high: "high", low: "low")

  @Test func readsAWholeDataSet() throws {
    let path = repositoryPath("datasets/sp500-daily.csv")
    let (series, digest) = try readPrices(path, named: "sp500-daily.csv", columns: Self.bars)
    #expect(digest.rows == 18_165)
    #expect(digest.path == "sp500-daily.csv")
    #expect(
      digest.sha256 == "6ff8a0c56c91f0f41d2149b4fa54a64d1e50ec284e15cce06b0eeff964bd21e8")
    #expect(series.times.first?.description == "1950-01-03")
    #expect(series.times.last?.description == "2022-03-10")
    let row = try #require(series.times.firstIndex { $0.description == "1987-10-19" })
    #expect(series.close[row] == 224.84)
    #expect(series.open.count == 18_165 && series.high.count == 18_165)
    #expect(series.low.count == 18_165 && series.low.min() == 16.66)
  }

  /// Layouts that hold the same two rows.
  @Test(arguments: [
    "date,close\n2020-01-01,1.5\n2020-01-02,-2\n",
    "date,close\n2020-01-01,1.5\n2020-01-02,-2",
    "\u{FEFF}date,close\r\n2020-01-01,1.5\r\n2020-01-02,-2\r\n",
    "date,close\r2020-01-01,1.5\r2020-01-02,-2\r",
    "close,x,date\n1.5,\"a\n,\"\"b\"\"\n\",2020-01-01\n-2,,2020-01-02\n",
    "date,close\n2020-01-01,1.5\n2020-01-02,-2\n\n  \n\n",
    " date , close \n 2020-01-01 ,\t1.5 \n\"2020-01-02\",\"-2\"\n",
  ])
  func layouts(text: String) throws {
    let columns = SeriesLayout(allowsNonPositive: true)
    let series = try withFile(text.utf8) {
      try readPrices($0, named: "x.csv", columns: columns).series
    }
    #expect(series.times.map(\.description) == ["2020-01-01", "2020-01-02"])
    #expect(series.close == [1.5, -2])
    #expect(series.open.isEmpty)
  }

  @Test(arguments: [
    ("2020-03-12T09:30:00Z", "2020-03-12T09:30:00Z"),
    ("2020-03-12 09:30Z", "2020-03-12T09:30:00Z"),
    ("2020-03-12T09:30:00.25-05:00", "2020-03-12T14:30:00.250000Z"),
    ("2020-03-12T00:30+0300", "2020-03-11T21:30:00Z"),
    ("9999-12-31", "9999-12-31"),
    ("0001-01-01", "0001-01-01"),
    ("2020-02-29", "2020-02-29"),
  ])
  func times(text: String, expected: String) throws {
    let series = try withFile("date,close\n\(text),1\n".utf8) {
      try readPrices($0, named: "x.csv", columns: SeriesLayout()).series
    }
    #expect(series.times.map(\.description) == [expected])
  }

  @Test func standardColumnsAreFoundInAnyCase() throws {
    let text = "Time,Open,HIGH,low,Close\n2020-01-01,1,2,0.5,3\n"
    let problems = try withFile(text.utf8) { checkPrices($0, named: "x.csv", columns: nil) }
    #expect(problems.map(\.code) == ["close-outside-bar"])
    let missing = try withFile("a,b\n1,2\n".utf8) { checkPrices($0, named: "x.csv") }
    #expect(missing.map(\.code) == ["missing-column", "missing-column"])
  }

  @Test func aMissingFileIsMissing() {
    #expect {
      try readPrices("/nowhere/prices.csv", named: "prices.csv", columns: SeriesLayout())
    } throws: { error in
      guard case .missing(let problem) = error as? FileError else { return false }
      return problem.code == "missing-file" && problem.place == Place("prices.csv")
    }
  }

  @Test func aFolderIsNotAFile() throws {
    let problems = try withFolder { checkPrices($0, named: "data") }
    #expect(problems.map(\.code) == ["is-a-folder"])
  }

  @Test func everyProblemIsCollectedInOrder() throws {
    let text =
      "date,open,high,low,close\n2020-01-01,1,2,3,1\n2020-01-02,x,2,1,\n2020-13-01,1,1,1,1\n"
    let problems = try withFile(text.utf8) { checkPrices($0, named: "x.csv") }
    #expect(
      problems.map { "\($0.place) \($0.code)" } == [
        "x.csv:2:14 high-below-low", "x.csv:3:12 not-a-number", "x.csv:3:18 missing-value",
        "x.csv:4:1 bad-date",
      ])
  }

  @Test func problemsBeyondTheLimitAreCounted() throws {
    let rows = (0..<5_000).map { _ in "nonsense,1\n" }.joined()
    let problems = try withFile("date,close\n\(rows)".utf8) { checkPrices($0, named: "x.csv") }
    #expect(problems.count == ProblemLog.limit + 1)
    #expect(problems.last?.code == "more-problems")
    #expect(problems.last?.message == "4000 more problems are not listed")
    #expect(problems.last?.severity == .note)
  }

  @Test func aDescendingFileIsOneProblem() throws {
    let rows = (1...28).reversed().map { "2020-02-\($0 < 10 ? "0" : "")\($0),1\n" }.joined()
    let problems = try withFile("date,close\n\(rows)".utf8) { checkPrices($0, named: "x.csv") }
    #expect(problems.map(\.message) == ["the rows are stored newest first"])
    #expect(problems.map(\.place) == [Place("x.csv", line: 3, column: 1)])
  }
}
