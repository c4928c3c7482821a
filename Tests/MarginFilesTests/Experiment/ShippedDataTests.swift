import Foundation
import MarginCore
import MarginReplay
import Testing

@testable import MarginFiles

/// The example of the interface contract over the data set that ships.
@Suite struct ShippedDataTests {
  private let folder =
    #filePath.split(separator: "/").dropLast(4).reduce("") { $0 + "/" + $1 } + "/experiments"

  /// Those of crises are checked with their facts by CrisisLibraryTests: some want files of the user's.
  @Test func everyShippedExperimentIsValid() throws {
    let files = try FileManager.default.subpathsOfDirectory(atPath: folder).filter {
      $0.hasSuffix(".yaml") && !$0.hasPrefix("crises/") && !$0.contains(".build")
    }
    #expect(Set(files.map { $0.prefix { $0 != "/" } }).isSuperset(of: Self.experimentFolders))
    for file in files {
      guard !file.hasSuffix("-portfolio.yaml") else {
        #expect(checkPortfolio("\(folder)/\(file)", named: file) == [])
        continue
      }
      #expect(checkExperiment("\(folder)/\(file)", named: file) == [])
    }
  }

  private static let experimentFolders: Set<Substring> = [
    "drift-bands-60-40", "how-often-to-hedge", "linear-against-inverse-2020", "wider-bands",
    "worked-replay",
  ]

  /// Folders only: files of the user's own may lie beside them.
  @Test func everyFolderOfExperimentsIsListed() throws {
    let list = try String(contentsOfFile: "\(folder)/README.md", encoding: .utf8)
    for name in try FileManager.default.contentsOfDirectory(atPath: folder) {
      guard !name.contains(".") else { continue }
      #expect(list.contains("](\(name))") || list.contains("](\(name)/README.md)"), "\(name)")
    }
  }

  @Test func aWindowBeyondTheDataIsNoted() throws {
    let experiment = try parseExperiment(
      Example.contract, named: "e.yaml",
      overrides: ["market.to=2023-01-02", "market.from=2022-01-03"])
    let notes = try assemble(experiment, relativeTo: folder, displayFolder: "experiments").notes
    #expect(notes.last == "../datasets/sp500-daily.csv ends on 2022-03-10, before 2023-01-02.")
    let inside = try parseExperiment(Example.contract, named: "e.yaml")
    let without = try assemble(inside, relativeTo: folder, displayFolder: "experiments").notes
    #expect(without.count == 3)
    #expect(
      without.last == "historical-var looks back 500 steps; the data have 9443 before the first.")
  }

  @Test func theExampleOfTheContractIsAssembled() throws {
    let experiment = try parseExperiment(Example.contract, named: "e.yaml")
    let loaded = try assemble(experiment, relativeTo: folder, displayFolder: "experiments")
    let history = loaded.history
    #expect(history[history.firstStep].time == CalendarDay(iso: "1987-08-03")?.start)
    #expect(history.times.last == CalendarDay(iso: "1987-12-31")?.start)
    #expect(history.steps.count == 106)
    #expect(loaded.inputs.map(\.path) == ["../datasets/sp500-daily.csv"])
    #expect(history.steps.allSatisfy { history[$0][0].volatility >= 0.10 })
    let last = try #require(history.steps.last)
    for model in loaded.replay.models + loaded.replay.shadows {
      _ = try model.requirement(for: Portfolio(), in: history[last])
    }
  }
}
