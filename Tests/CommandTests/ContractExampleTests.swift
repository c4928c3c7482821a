import TestSupport
import Testing

@Suite struct ContractExampleTests {
  @Test func theExampleOfTheContractRuns() throws {
    let sandbox = try Sandbox()
    try sandbox.write(contractExample, to: "example.yaml")
    let outcome = try sandbox.run("run", "example.yaml", "--out", "report")
    let summary = Table(try sandbox.read("report/summary.csv"))
    let coverage = try #require(
      summary.rows(where: "metric", is: "coverage").first { summary.text("model", $0) == "span" })
    let holds = summary.number("value", coverage) >= 0.99
    #expect(outcome.code == (holds ? 0 : 1), "\(outcome.errors)")
    let timeline = Table(try sandbox.read("report/timeline.csv"))
    #expect(Set(timeline.rows.map { timeline.text("model", $0) }) == ["reg-t", "tims", "span"])
    #expect(timeline.rows(where: "time", is: "1987-10-19").count == 3)
    let margin = Table(try sandbox.read("report/margin.csv"))
    #expect(margin.rows(where: "model", is: "historical-var").count > 300)
  }

  @Test func whatInitWritesRuns() throws {
    let sandbox = try Sandbox()
    let made = try sandbox.run("init", "my-first-replay")
    #expect(made.code == 0 && made.output.isEmpty)
    #expect(made.errors.contains("margincall run my-first-replay.yaml"))
    #expect(try sandbox.run("check", "my-first-replay.yaml").code == 0)
    let outcome = try sandbox.run("run", "my-first-replay.yaml")
    #expect([0, 1].contains(outcome.code), "\(outcome.errors)")
    #expect(try sandbox.contents("reports/my-first-replay").contains("report.html"))
  }

  @Test func initReplacesOnlyByForce() throws {
    let sandbox = try Sandbox()
    try sandbox.write("mine", to: "taken.yaml")
    #expect(try sandbox.run("init", "taken").code == 73)
    #expect(try sandbox.read("taken.yaml") == "mine")
    #expect(try sandbox.run("init", "taken", "--force", "-q").errors.isEmpty)
    #expect(try sandbox.read("taken.yaml").contains("name: taken"))
  }

  @Test func aNameThatIsNotKebabCaseIsMisuse() throws {
    #expect(try Sandbox().run("init", "My Replay").code == 64)
  }
}
