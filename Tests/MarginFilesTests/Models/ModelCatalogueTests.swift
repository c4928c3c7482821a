import MarginCore
import Testing

@testable import MarginFiles

@Suite struct ModelCatalogueTests {
  @Test func everyEmbeddedFileIsRead() throws {
    for file in ModelCatalogue.embeddedFiles {
      _ = try ModelEntry(parameters: file.text, named: file.name)
    }
    #expect(ModelCatalogue.standard.ids.prefix(3) == ["reg-t", "tims", "span"])
    #expect(ModelCatalogue.standard.ids.count == ModelCatalogue.embeddedFiles.count)
  }

  @Test func everyFamilyHasAModelWithEveryParameter() {
    for family in ModelFamily.all {
      let entries = ModelCatalogue.standard.entries.filter { $0.family.name == family.name }
      #expect(!entries.isEmpty)
      for entry in entries {
        #expect(entry.parameters.map(\.name) == family.parameters.map(\.name))
        #expect(entry.parameters.allSatisfy { entry.fault(of: $0.name, $0.value) == nil })
      }
    }
  }

  @Test func everyModelNamesItsSourceAndGaps() {
    for entry in ModelCatalogue.standard.entries {
      #expect(entry.link.hasPrefix("https://") && !entry.gaps.isEmpty && !entry.verified.isEmpty)
      #expect(entry.description.hasPrefix("\(entry.id): \(entry.title)"))
      #expect(entry.parameters.allSatisfy { entry.description.contains("  \($0.name) ") })
    }
  }

  @Test func unknownNamesSuggestTheNearest() {
    #expect(
      throws: CatalogueError.unknownModel("spam", known: ModelCatalogue.standard.ids)
    ) { try ModelCatalogue.standard.model("spam") }
    let problem = CatalogueError.unknownModel("spam", known: ["reg-t", "span"])
      .problem(at: Place("e.yaml", line: 3))
    #expect(problem.hint == "did you mean `span`?")
  }

  @Test func overridesReplaceValues() throws {
    let market = try parsePortfolio(PortfolioFileTests.text, named: "p").market
    let spot = Portfolio(positions: [Position(.spot(underlying: 0), quantity: 100)])
    let wide = try ModelCatalogue.standard.model("tims", overrides: ["high-cap-index-down": 0.5])
    #expect(abs(try wide.requirement(for: spot, in: market).initial - 14135) < 1e-6)
    #expect(throws: CatalogueError.self) {
      try ModelCatalogue.standard.model("tims", overrides: ["high-cap-index-down": -1])
    }
    #expect(throws: CatalogueError.self) {
      try ModelCatalogue.standard.model("tims", overrides: ["window": 3])
    }
  }

  @Test func aVintageIsAddedAsData() throws {
    let file = ModelCatalogue.embeddedFiles[1]
    let vintage = try ModelEntry(
      parameters: file.text.replacing("id: tims", with: "id: tims-house"), named: "h.yaml")
    let catalogue = ModelCatalogue.standard.adding(vintage)
    #expect(catalogue.ids.last == "tims-house")
    #expect(try catalogue.model("tims-house").id == "tims-house")
    #expect(ModelCatalogue.standard["tims-house"] == nil)
  }

  @Test(arguments: [
    ("offset-rate: 0.90", "offset-rat: 0.90", ["unknown-parameter", "missing-key"]),
    ("offset-rate: 0.90", "offset-rate: 90", ["out-of-range"]),
    ("  offset-rate: 0.90\n", "", ["missing-key"]),
    ("family: percentage-range", "family: percentage", ["unknown-value"]),
    ("vintage: 2008-08-01", "vintage: 2008", ["bad-date"]),
    ("link:", "lnk:", ["unknown-key"]),
  ])
  func brokenParameterFilesAreRefused(old: String, new: String, codes: [String]) throws {
    let text = ModelCatalogue.embeddedFiles[1].text.replacing(old, with: new)
    do throws(FileError) {
      _ = try ModelEntry(parameters: text, named: "m.yaml")
      Issue.record("accepted")
    } catch {
      #expect(Set(error.problems.map(\.code)) == Set(codes))
    }
  }
}
