import Foundation
import Testing

/// What the program says about itself.
@Suite struct HelpTests {
  @Test(arguments: [
    "", "run", "margin", "explain", "price", "implied-vol", "models", "check", "datasets", "crises",
    "schema", "init",
  ])
  func helpStartsWithAnExample(command: String) throws {
    let arguments = [command, "--help"].filter { !$0.isEmpty }
    let outcome = try Program(arguments, in: repository.path).run()
    let paragraphs = outcome.output.components(separatedBy: "\n\n")
    #expect(outcome.code == 0 && outcome.errors.isEmpty)
    #expect(paragraphs.first?.hasPrefix("OVERVIEW: ") == true)
    #expect(paragraphs.dropFirst().first?.hasPrefix("EXAMPLE\n  margincall \(command)") == true)
  }

  @Test func everyCommandIsTested() throws {
    let help = try Sandbox().run("--help").output
    let listed = help.components(separatedBy: "SUBCOMMANDS:\n").last?.split(separator: "\n")
      .filter { $0.hasPrefix("  ") && !$0.hasPrefix("   ") }
      .compactMap { $0.split(separator: " ").first }.filter { $0 != "See" }
    let tested = [
      "run", "twins", "margin", "explain", "price", "implied-vol", "models", "check", "datasets",
      "crises", "schema", "init",
    ]
    #expect(listed?.map(String.init) == tested)
  }

  @Test func theVersionNamesTheCommit() throws {
    let outcome = try Sandbox().run("--version")
    #expect(outcome.code == 0)
    let shape = /margincall \d+\.\d+\.\d+ \(([0-9a-f]{12}|unknown commit)\)\n/
    #expect(outcome.output.wholeMatch(of: shape) != nil)
  }

  @Test func noArgumentsGetTheHelp() throws {
    #expect(try Sandbox().run().output.hasPrefix("OVERVIEW: "))
  }

  @Test func anUnknownCommandIsMisuse() throws {
    let outcome = try Sandbox().run("nonsense")
    #expect(outcome.code == 64 && outcome.output.isEmpty && !outcome.errors.isEmpty)
  }

  @Test(arguments: ["bash", "zsh", "fish"])
  func shellsGetTheirCompletions(shell: String) throws {
    let outcome = try Sandbox().run("--generate-completion-script", shell)
    #expect(outcome.code == 0 && outcome.output.contains("margincall"))
    #expect(outcome.output.contains("black-monday") || outcome.output.contains("historical-var"))
  }
}
