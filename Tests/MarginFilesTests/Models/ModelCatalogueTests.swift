import Foundation
import MarginCore
import Testing

@testable import MarginFiles

@Suite struct ModelCatalogueTests {
  @Test func everyEmbeddedFileIsRead() throws {
    for file in ModelCatalogue.embeddedFiles {
      _ = try ModelEntry(parameters: file.text, named: file.name)
    }
    let ids = ModelCatalogue.standard.ids
    #expect(ids.starts(with: ["reg-t", "tims", "span"]))
    #expect(ids.contains("historical-var") && Set(ids).count == ids.count)
    #expect(ids.count == ModelCatalogue.embeddedFiles.count)
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

  /// The page that lists every system names every model and family.
  @Test func everyModelIsOnThePageOfSystems() throws {
    let page = try String(
      contentsOfFile: repositoryPath("Sources/MarginCore/MarginCore.docc/MarginSystems.md"),
      encoding: .utf8)
    for entry in ModelCatalogue.standard.entries {
      #expect(page.contains("`\(entry.id)`"), "\(entry.id)")
      let vintage = page.split(separator: "\n").first { $0.hasPrefix("| \(entry.vintage) |") }
      #expect(vintage?.contains("`\(entry.id)`") == true, "\(entry.id)")
      #expect(
        page.contains("`\(entry.family.name)`") || page.contains("of the same names"),
        "\(entry.family.name)")
    }
  }

  /// Models that price in single scenarios show them; rates, tiers and tails have none to show.
  @Test func scenarioModelsHaveMatrices() throws {
    let shown = try ModelCatalogue.standard.ids.filter {
      try ModelCatalogue.standard.model($0) is any ScenarioModel
    }
    #expect(
      shown == [
        "tims", "span", "span-cme", "span-nse-2018", "span-nse", "deribit-pm", "deribit-cross-pm",
        "deribit-pm-2021", "derive-pm2", "lyra-pmrm-v1", "paradex-pm", "okx-pm", "okx-pm-2024",
        "bybit-pm",
      ])
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

  @Test func rowsOfTablesAreRead() throws {
    let entry = try #require(ModelCatalogue.standard["span-nse"])
    let rows = try #require(entry.tables["inter-month-spreads"])
    #expect(rows.map { $0.word("commodity") } == ["any", "equity"])
    #expect(rows.map { $0.number("charge-rate") } == [0.0175, 0.022])
    #expect(entry.tables["commodities"]?.first?.number("price-scan-range") == 0.142)
    #expect(entry.description.contains("  - {commodity: any, charge-rate: 0.0175}\n"))
  }

  @Test(arguments: [
    (
      "commodities", "{commodity: X}, {commodity: X}",
      "m.yaml:37:33: error: commodities: X has a row already [conflicting-rows]"
    ),
    (
      "inter-commodity-spreads", "{spread: S, commodity: X, side: A, credit-rate: 0.5}",
      "m.yaml:37:29: error: inter-commodity-spreads: spread S lacks a row with side A or B "
        + "[conflicting-rows]"
    ),
  ])
  func rowsThatContradictAreRefused(table: String, rows: String, message: String) throws {
    let file = try #require(ModelCatalogue.embeddedFiles.first { $0.name == "span-cme.yaml" })
    do throws(FileError) {
      _ = try ModelEntry(parameters: file.text + "  \(table): [\(rows)]\n", named: "m.yaml")
      Issue.record("accepted")
    } catch {
      #expect(error.problems.map { "\($0)".split(separator: "\n")[0] } == [message[...]])
    }
  }

  @Test(arguments: [
    ("charge-rate: 0.012", "charge-rat: 0.012", "unknown-key", "did you mean `charge-rate`?"),
    ("charge-rate: 0.012", "charge-rate: 12", "out-of-range", "it must be at most 1"),
    (
      "commodity: any, ", "", "missing-key",
      "add  commodity: …  (an underlying's name, a kind, or any), text"
    ),
    (
      "inter-month-spreads:", "inter-month-spread:", "unknown-key",
      "did you mean `inter-month-spreads`?"
    ),
  ])
  func brokenTablesAreRefused(old: String, new: String, code: String, hint: String) throws {
    let file = try #require(ModelCatalogue.embeddedFiles.first { $0.name == "span-cme.yaml" })
    do throws(FileError) {
      _ = try ModelEntry(parameters: file.text.replacing(old, with: new), named: "m.yaml")
      Issue.record("accepted")
    } catch {
      #expect(error.problems.map(\.code) == [code])
      #expect(error.problems.map(\.hint) == [hint])
    }
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

  @Test func anUnderlyingMayHaveValuesOfItsOwn() throws {
    let entry = try #require(ModelCatalogue.standard["deribit-sm"])
    #expect(entry.own.map(\.name).contains("SOL.futures-initial"))
    #expect(entry.description.contains("  SOL.futures-slope "))
    let market = MarketState(
      time: Timestamp(microseconds: 0), underlyings: [Underlying(name: "SOL")],
      states: [UnderlyingState(spot: 200, volatility: 0.5)])
    let position = Position(
      .perpetual(PerpetualContract(underlying: 0)), quantity: 25, settledPrice: 200)
    let book = Portfolio(positions: [position])
    #expect(abs(try entry.model().requirement(for: book, in: market).initial - 200.625) < 1e-9)
    let dearer = try entry.model(overrides: ["SOL.futures-initial": 0.08])
    #expect(abs(try dearer.requirement(for: book, in: market).initial - 400.625) < 1e-9)
    #expect(throws: CatalogueError.self) { try entry.model(overrides: ["SOL.futures-slope": 2]) }
  }

  @Test(arguments: [
    ("SOL: {futures-initial: 0.04", "SOL: {futures-initia: 0.04", "unknown-parameter"),
    ("SOL: {futures-initial: 0.04", "SOL: {futures-initial: 4", "out-of-range"),
  ])
  func valuesOfAnUnderlyingAreChecked(old: String, new: String, code: String) throws {
    let file = try #require(ModelCatalogue.embeddedFiles.first { $0.name == "deribit-sm.yaml" })
    do throws(FileError) {
      _ = try ModelEntry(parameters: file.text.replacing(old, with: new), named: "m.yaml")
      Issue.record("accepted")
    } catch {
      #expect(error.problems.map(\.code) == [code])
      #expect(error.problems.first?.place.description.hasPrefix("m.yaml:") == true)
    }
  }
}
