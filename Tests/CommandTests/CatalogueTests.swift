import Foundation
import Testing

/// `models`, `datasets` and `schema` tell what there is.
@Suite struct CatalogueTests {
  private func json(_ arguments: String...) throws -> Any {
    let outcome = try Program(arguments, in: repository.path).run()
    #expect(outcome.code == 0 && outcome.errors.isEmpty)
    return try JSONSerialization.jsonObject(with: Data(outcome.output.utf8))
  }

  @Test func modelsAreListed() throws {
    let outcome = try Sandbox().run("models")
    for id in ["reg-t", "tims", "span", "historical-var"] {
      #expect(outcome.output.contains("\n\(id) "))
    }
    #expect(try (json("models", "--json") as? [Any])?.count ?? 0 >= 4)
  }

  @Test func oneModelIsShownWithItsParameters() throws {
    let outcome = try Sandbox().run("models", "span")
    #expect(outcome.code == 0)
    for word in ["price-scan-range", "parameters of ", "http"] {
      #expect(outcome.output.contains(word))
    }
    let entry = try json("models", "span", "--json") as? [String: Any]
    #expect(entry?["id"] as? String == "span" && entry?["source"] != nil)
  }

  @Test func aMisspeltModelIsMisuse() throws {
    let outcome = try Sandbox().run("models", "spam")
    #expect(outcome.code == 64 && outcome.output.isEmpty)
    #expect(outcome.errors.contains("did you mean `span`?"))
  }

  @Test func dataSetsAreListedAndVerified() throws {
    for arguments in [["datasets"], ["datasets", "--verify"]] {
      let outcome = try Program(arguments, in: repository.path).run()
      #expect(outcome.code == 0 && outcome.output.hasPrefix("NAME "))
      #expect(outcome.output.contains("\nsp500-daily  "))
    }
    let sets = try json("datasets", "--json") as? [[String: Any]]
    let index = sets?.first { $0["name"] as? String == "sp500-daily" }
    #expect(index?["rows"] as? Int == 18165 && index?["kind"] as? String == "bars")
  }

  @Test func oneDataSetIsShownWithItsFlaws() throws {
    let outcome = try Program(["datasets", "btcusdt-daily", "--verify"], in: repository.path).run()
    #expect(outcome.code == 0 && outcome.output.hasPrefix("btcusdt-daily  Bitcoin"))
    #expect(outcome.output.contains("\n  flaws    Prices are in USDT"))
    let set = try json("datasets", "btcusdt-daily", "--json") as? [String: Any]
    #expect((set?["flaws"] as? [String])?.isEmpty == false)
  }

  @Test func aMisspeltDataSetIsMisuse() throws {
    let outcome = try Program(["datasets", "sp500"], in: repository.path).run()
    #expect(outcome.code == 64 && outcome.output.isEmpty)
    #expect(
      outcome.errors.hasPrefix("datasets: error: there is no data set `sp500` [unknown-dataset]"))
  }

  @Test func aChangedDataSetIsFound() throws {
    let sandbox = try Sandbox()
    for name in ["sp500-daily.csv", "sp500-daily.provenance.yaml"] {
      let text = try String(
        contentsOf: repository.appendingPathComponent("datasets/\(name)"), encoding: .utf8)
      try sandbox.write(text.replacing("224.84", with: "224.85"), to: "changed/\(name)")
    }
    let outcome = try sandbox.run("datasets", "--verify", "--folder", "changed")
    #expect(outcome.code == 65, "\(outcome.errors)")
    #expect(try sandbox.run("datasets", "--folder", "none").code == 66)
  }

  @Test func theSchemaIsJSON() throws {
    let schema = try json("schema") as? [String: Any]
    #expect(schema?["title"] as? String == "margincall experiment")
    let keys = (schema?["properties"] as? [String: Any])?.keys.sorted() ?? []
    #expect(keys.contains("market") && keys.contains("checks"))
  }
}
