import Foundation
import MarginReplay
import Testing

@testable import MarginFiles

/// The crises that ship.
@Suite struct CrisisLibraryTests {
  private let folder =
    #filePath.split(separator: "/").dropLast(4).reduce("") { $0 + "/" + $1 } + "/experiments/crises"

  @Test func everyCrisisIsValid() throws {
    let names = try crises(in: folder).map(\.name)
    #expect(names == names.sorted())
    #expect(
      names == [
        "august-2015", "autumn-2008", "flash-crash-2010", "ftx-2022", "ltcm-1998", "luna-2022",
        "march-2020-bitcoin", "march-2020-equities", "may-2021-crypto", "negative-oil-2020",
        "october-10-2025", "october-1987", "volmageddon-2018",
      ])
  }

  @Test func everyCrisisSaysWhatItChecksAndWhatIsModelled() throws {
    for crisis in try crises(in: folder) {
      let facts = crisis.statements.filter { $0.kind == .fact }
      #expect(facts.count { $0.check != nil } >= 4, "\(crisis.name)")
      #expect(facts.allSatisfy { $0.source?.isEmpty == false }, "\(crisis.name)")
      #expect(!crisis.modelled.isEmpty, "\(crisis.name)")
      #expect(crisis.statements.contains { $0.kind == .expectation }, "\(crisis.name)")
    }
  }

  /// Data that cannot ship are asked for; all other crises read what ships, or files that they say so of.
  @Test func everyExperimentReadsWhatShipsOrIsBrought() throws {
    for crisis in try crises(in: folder) {
      let experiment = try loadExperiment(crisis.experiment, named: crisis.experiment)
      let files = experiment.market.underlyings.map(\.prices)
      #expect(crisis.requiredFiles.isEmpty == files.allSatisfy { $0.contains("datasets/") })
    }
  }

  @Test func aFolderThatIsNotThereIsMissing() {
    #expect(throws: FileError.self) { try crises(in: "/no/such/folder") }
  }
}
