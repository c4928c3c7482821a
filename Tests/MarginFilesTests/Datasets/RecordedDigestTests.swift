import Foundation
import MarginCore
import Testing

@testable import MarginFiles

/// A file beside its provenance is used only while it is the one described.
@Suite struct RecordedDigestTests {
  @Test func aChangedDataSetIsRefused() throws {
    try withDataset {
      $0.replacingOccurrences(of: "224.84", with: "224.85")
    } then: { path in
      let problems = problems(of: path)
      #expect(problems.map(\.code) == ["digest-differs"])
      #expect(problems.first?.place.file == "shown/sp500-daily.csv")
      #expect(problems.first?.hint?.contains("another name") == true)
    }
  }

  @Test func anUnchangedDataSetIsUsed() throws {
    try withDataset {
      $0
    } then: {
      #expect(problems(of: $0) == [])
    }
  }

  @Test func aFileWithoutProvenanceIsTheUsersOwn() throws {
    try withFile("date,close\n2020-01-01,1\n".utf8) { #expect(problems(of: $0) == []) }
  }

  @Test func anExperimentOverChangedDataDoesNotRun() throws {
    try withDataset {
      $0.replacingOccurrences(of: "224.84", with: "224.85")
    } then: { path in
      let experiment = try parseExperiment(
        Example.contract, named: "e.yaml",
        overrides: ["market.underlyings.SPX.prices.file=\(path)"])
      #expect {
        try assemble(experiment, relativeTo: "")
      } throws: { ($0 as? FileError)?.problems.map(\.code) == ["digest-differs"] }
    }
  }

  private func problems(of path: String) -> [Problem] {
    do throws(FileError) {
      let (_, digest) = try readPrices(path, named: path, columns: SeriesLayout())
      try requireRecorded(digest, at: path, named: "shown/sp500-daily.csv")
      return []
    } catch {
      return error.problems
    }
  }

  private func withDataset(
    _ change: (String) -> String, then body: (String) throws -> Void
  ) throws {
    try withFolder { folder in
      for file in ["sp500-daily.csv", "sp500-daily.provenance.yaml"] {
        let text = try String(contentsOfFile: repositoryPath("datasets/\(file)"), encoding: .utf8)
        let changed = file.hasSuffix(".csv") ? change(text) : text
        try Data(changed.utf8).write(to: URL(fileURLWithPath: "\(folder)/\(file)"))
      }
      try body(folder + "/sp500-daily.csv")
    }
  }
}
