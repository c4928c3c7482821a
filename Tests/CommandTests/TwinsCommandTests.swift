import Foundation
import Testing

/// `twins` on the experiments that ship and on books that it refuses.
@Suite struct TwinsCommandTests {
  private let folder = repository.appendingPathComponent("experiments/linear-against-inverse-2020")

  /// Two models over 121 days, from 2020-02-01 to 2020-05-31.
  @Test(arguments: ["long-perpetual", "short-perpetual", "short-puts"])
  func thePartsOfEveryStepAddUp(name: String) throws {
    let sandbox = try Sandbox()
    let outcome = try sandbox.run(
      "twins", folder.appendingPathComponent("\(name).yaml").path, "--out", "t")
    #expect(outcome.code == 0 && outcome.output.contains("translation, pledged coins"))
    let table = Table(try sandbox.read("t/twins.csv"))
    #expect(table.rows.count == 2 * 121)
    for row in table.rows {
      let parts = row[5..<10].compactMap(Double.init)
      let difference = table.number("difference", row)
      #expect(parts.count == 5 && abs(parts.reduce(0, +) - difference) < 1e-6)
    }
    let wanted = [
      "charts", "charts/twins-deribit-pm.svg", "charts/twins-deribit-sm.svg", "experiment.yaml",
      "manifest.json", "summary.csv", "twins.csv", "twins.md",
    ]
    #expect(try sandbox.contents("t") == wanted)
  }

  @Test func programsGetJSONAndQuietPrintsNothing() throws {
    let sandbox = try Sandbox()
    let file = folder.appendingPathComponent("short-puts.yaml").path
    let outcome = try sandbox.run("twins", file, "--json", "--out", "t")
    let answer = try JSONDecoder().decode(Answer.self, from: Data(outcome.output.utf8))
    #expect(answer.models.map(\.model) == ["deribit-sm", "deribit-pm"])
    #expect(answer.models.allSatisfy { $0.inverse_liquidations == 1 && $0.liquidation < 0 })
    let quiet = try sandbox.run("twins", file, "-q", "--out", "t")
    #expect(quiet.code == 0 && quiet.output.isEmpty && quiet.errors.isEmpty)
  }

  @Test func aModelWithoutARuleForOneTwinIsRefusedBeforeAnythingIsReplayed() throws {
    let outcome = try Sandbox().run(
      "twins", folder.appendingPathComponent("short-puts.yaml").path, "--set",
      "margin.models=[deribit-sm, reg-t]", "--out", "t")
    #expect(outcome.code == 65)
    #expect(
      outcome.errors.contains(
        """
        : error: reg-t does not margin coin-margined options, which one of the twins holds \
        [unsupported-instrument]
          hint: leave reg-t out of the comparison:  --set margin.models=[…]
        """))
  }

  @Test func whatHasNoTwinIsRefused() throws {
    let sandbox = try Sandbox(
      replacing:
        "strategies:\n    - {strategy: short-strangle, underlying: SPX, tenor: 30d, delta: 0.25, "
        + "contracts: 1}",
      with: "positions: [{spot: SPX, quantity: 1}]")
    let spot = try sandbox.run("twins", "small.yaml", "--out", "t")
    #expect(spot.code == 65 && spot.errors.contains("[no-contract]"))
    #expect(try sandbox.contents().sorted() == ["prices.csv", "small.yaml"])
    #expect(try sandbox.run("twins", "none.yaml").code == 66)
    #expect(try sandbox.run("twins").code == 64)
  }
}

private struct Answer: Decodable {
  let models: [Model]

  struct Model: Decodable {
    let model: String
    let liquidation: Double
    let inverse_liquidations: Double
  }
}
