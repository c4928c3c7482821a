import Foundation
import Testing

/// `check` reports every problem of every file.
@Suite struct CheckCommandTests {
  @Test func soundFilesHaveNoProblems() throws {
    let sandbox = try Sandbox.small()
    let portfolio = repository.appendingPathComponent("experiments/short-strangle-portfolio.yaml")
    let outcome = try sandbox.run("check", "small.yaml", "prices.csv", blackMonday, portfolio.path)
    #expect(outcome.code == 0 && outcome.errors.isEmpty)
    #expect(outcome.output.hasPrefix("small.yaml: no problems\nprices.csv: no problems; "))
    #expect(try sandbox.run("check", "small.yaml", "-q").output.isEmpty)
  }

  @Test func everyProblemOfATableIsListed() throws {
    let sandbox = try Sandbox()
    try sandbox.write("date,close\n2024-01-10,x\n2024-13-10,1\n2024-01-12,-1\n", to: "bad.csv")
    let outcome = try sandbox.run("check", "bad.csv")
    #expect(outcome.code == 65)
    for place in ["bad.csv:2:12: error: ", "bad.csv:3:1: error: ", "bad.csv:4:12: error: "] {
      #expect(outcome.output.contains(place), "\(outcome.output)")
    }
  }

  @Test func everyProblemOfAnExperimentIsListed() throws {
    let sandbox = try Sandbox(replacing: "volatility: 0.2, rate", with: "volatility: 20, rte")
    let outcome = try sandbox.run("check", "small.yaml")
    #expect(outcome.code == 65)
    #expect(outcome.output.contains("[percent]") && outcome.output.contains("[unknown-key]"))
  }

  @Test func aMissingFileIsAMissingInput() throws {
    #expect(try Sandbox().run("check", "none.csv").code == 66)
    #expect(try Sandbox().run("check", "none.yaml").code == 66)
    #expect(try Sandbox().run("check").code == 64)
  }

  @Test func problemsAreThereAsJSON() throws {
    let sandbox = try Sandbox()
    try sandbox.write("date,close\n2024-01-10,nan\n", to: "bad.csv")
    let outcome = try sandbox.run("check", "bad.csv", "--json")
    let findings = try JSONDecoder().decode([Finding].self, from: Data(outcome.output.utf8))
    #expect(outcome.code == 65 && outcome.errors.isEmpty)
    #expect(findings.map(\.file) == ["bad.csv"])
    #expect(findings.first?.problems == [Finding.Found(line: 2, column: 12, code: "not-a-number")])
  }
}

private struct Finding: Decodable {
  let file: String
  let problems: [Found]

  struct Found: Decodable, Equatable {
    let line: Int
    let column: Int
    let code: String
  }
}
