import Foundation
import Testing

/// Results on standard output, everything else on standard error, and colour for people only.
@Suite struct StreamTests {
  @Test func aRunPrintsItsSummaryAndSaysWhereTheReportIs() throws {
    let outcome = try Sandbox.small().run("run", "small.yaml")
    #expect(outcome.output.hasPrefix("tims: "))
    #expect(outcome.errors == "report: reports/small/report.html\n")
  }

  @Test func aDryRunPrintsThePlanAndWritesNothing() throws {
    let sandbox = try Sandbox.small()
    let outcome = try sandbox.run("run", "small.yaml", "--dry-run")
    #expect(outcome.code == 0 && outcome.errors.isEmpty)
    #expect(outcome.output.hasPrefix("would replay small: 10 steps from 2024-01-10 to 2024-01-19"))
    #expect(outcome.output.contains("prices.csv (10 rows)"))
    #expect(try sandbox.contents() == ["prices.csv", "small.yaml"])
  }

  @Test func aDryRunRefusesWhatTheRunWould() throws {
    let sandbox = try Sandbox.small()
    #expect(try sandbox.run("run", "small.yaml", "--dry-run", "-o", "prices.csv").code == 73)
  }

  @Test func thePlanIsThereAsJSON() throws {
    let outcome = try Sandbox.small().run("run", "small.yaml", "--dry-run", "--json")
    let plan = try object(outcome.output)
    #expect(plan["steps"] as? Int == 10 && plan["report"] as? String == "reports/small")
  }

  @Test func jsonIsAllThatIsPrinted() throws {
    let outcome = try Sandbox.small().run("run", "small.yaml", "--json")
    let summary = try object(outcome.output)
    #expect(summary["currency"] as? String == "USD" && outcome.errors.isEmpty)
  }

  @Test(arguments: [["-q"], ["-q", "--json"], ["-q", "--dry-run"]])
  func quietPrintsNothing(flags: [String]) throws {
    let sandbox = try Sandbox.small()
    let outcome = try Program(["run", "small.yaml"] + flags, in: sandbox.work.path).run()
    #expect(outcome.code == 0 && outcome.output.isEmpty && outcome.errors.isEmpty)
  }

  @Test(arguments: [[:], ["NO_COLOR": "1"], ["TERM": "dumb"], ["TERM": "xterm-256color"]])
  func thereIsNoColorAndNoProgressInAPipe(environment: [String: String]) throws {
    let outcome = try Sandbox.small().run("run", "small.yaml", environment: environment)
    #expect(outcome.code == 0)
    #expect(!(outcome.output + outcome.errors).contains { "\u{1B}\r█".contains($0) })
  }

  @Test(.enabled(if: FileManager.default.fileExists(atPath: "/dev/full")))
  func aStandardOutputThatIsFullIsAnError() throws {
    let program = try Program(["models"], in: repository.path)
    program.process.standardOutput = try FileHandle(
      forWritingTo: URL(fileURLWithPath: "/dev/full"))
    let outcome = try program.run()
    #expect(outcome.exited && outcome.code == 74)
    #expect(outcome.errors.contains("standard output: error: cannot be written"))
  }

  private func object(_ text: String) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
  }
}
