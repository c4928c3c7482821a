import Foundation
import Testing

/// A run that fails says why, ends with the code of the contract, and leaves nothing behind.
@Suite struct RunFailureTests {
  /// A run that must fail, and what it must say.
  struct Failure: Sendable, CustomTestStringConvertible {
    let arguments: [String]
    let code: Int32
    let words: [String]

    init(_ arguments: String..., code: Int32, says words: String...) {
      (self.arguments, self.code, self.words) = (arguments, code, words)
    }

    var testDescription: String { arguments.joined(separator: " ") }
  }

  @Test(arguments: [
    Failure(
      "--set", "costs.fee=-1", code: 65,
      says: "--set costs.fee=-1: error: fee `-1` is out of range [out-of-range]", "hint: "),
    Failure(
      "--set", "market.underlyings.SPX.volatility=20", code: 65,
      says: "volatility `20` looks like percent [percent]", "hint: write a fraction: 0.20 is 20 %"),
    Failure(
      "--set", "market.from=2030-01-01", "--set", "market.to=2030-02-01", code: 65,
      says: "has no rows from 2030-01-01 to 2030-02-01 [empty-range]"),
    Failure(
      "--set", "market.from=2024-01-15", "--set", "market.to=2024-01-12", code: 65,
      says: "is not after from `2024-01-15`"),
    Failure(
      "--set", "market.underlyings.SPX.prices.file=none.csv", code: 66,
      says: "none.csv: error: there is no such file [missing-file]"),
    Failure(
      "--set", "market.underlyings.SPX.prices.file=.", code: 65,
      says: "is a folder, not a file [is-a-folder]"),
    Failure("--set", "nonsense", code: 65, says: "[bad-override]", "such as  --set costs.fee=2bp"),
    Failure("--set", "costs.fe=1bp", code: 65, says: "[unknown-key]", "did you mean `fee`?"),
    Failure("--out", "small.yaml/report", code: 73, says: "Not a directory [cannot-create]"),
    Failure("--out", "prices.csv", code: 73, says: "is not a report on small [exists]"),
    Failure("--out", ".", code: 73, says: "is the working folder"),
    Failure("--bogus", code: 64, says: "Unknown option '--bogus'"),
    Failure("--seed", "x", code: 64, says: "--seed"),
  ])
  func nothingIsLeftBehind(failure: Failure) throws {
    let sandbox = try Sandbox.small()
    let before = try sandbox.contents()
    let outcome = try Program(
      ["run", "small.yaml"] + failure.arguments, in: sandbox.work.path
    ).run()
    #expect(outcome.exited && outcome.code == failure.code, "\(outcome.errors)")
    #expect(failure.words.allSatisfy(outcome.errors.contains), "\(outcome.errors)")
    #expect(outcome.output.isEmpty)
    #expect(try sandbox.contents() == before)
  }

  @Test func anUnknownKeyIsNamedWithItsPlace() throws {
    let sandbox = try Sandbox(replacing: "question:", with: "qestion:")
    let outcome = try sandbox.run("run", "small.yaml")
    #expect(outcome.code == 65)
    #expect(
      outcome.errors.hasPrefix(
        """
        small.yaml:3:1: error: the experiment has no key `qestion` [unknown-key]
          hint: did you mean `question`?
        """))
  }

  @Test func theFirstTwentyProblemsAreShownAndTheRestCounted() throws {
    let rows = (1...30).map { "2024-01-\($0 > 9 ? "" : "0")\($0),nan\n" }.joined()
    let sandbox = try Sandbox(replacing: "\u{0}", with: "", prices: "date,close\n" + rows)
    let outcome = try sandbox.run("run", "small.yaml")
    #expect(outcome.code == 65)
    #expect(outcome.errors.components(separatedBy: "[not-a-number]").count == 21)
    #expect(outcome.errors.hasSuffix("… and 10 more problems\n"))
  }

  @Test func aMissingExperimentIsAMissingInput() throws {
    let outcome = try Sandbox().run("run", "none.yaml")
    #expect(
      outcome.code == 66 && outcome.errors.contains("none.yaml: error: there is no such file"))
  }

  @Test func aFolderIsNoExperiment() throws {
    let outcome = try Sandbox().run("run", ".")
    #expect(outcome.code == 65 && outcome.errors.contains("is a folder, not a file"))
  }

  @Test func aForeignFolderIsReplacedOnlyByForce() throws {
    let sandbox = try Sandbox.small()
    try sandbox.write("mine", to: "report/mine.txt")
    let refused = try sandbox.run("run", "small.yaml", "--out", "report")
    #expect(refused.code == 73 && refused.errors.contains("--force"))
    #expect(try sandbox.contents("report") == ["mine.txt"])
    #expect(try sandbox.run("run", "small.yaml", "--out", "report", "--force").code == 0)
    #expect(try sandbox.contents("report").contains("manifest.json"))
    #expect(try !sandbox.contents("report").contains("mine.txt"))
    #expect(try sandbox.contents().filter { $0.hasPrefix(".") }.isEmpty)
  }

  @Test func aReportOnTheSameExperimentIsReplaced() throws {
    let sandbox = try Sandbox.small()
    #expect(try sandbox.run("run", "small.yaml").code == 0)
    let first = try sandbox.files("reports/small")
    #expect(try sandbox.run("run", "small.yaml").code == 0)
    #expect(try sandbox.files("reports/small") == first)
  }

  @Test(.enabled(if: getuid() != 0, "root may write anywhere"))
  func aFolderThatMayNotBeWrittenToIsRefused() throws {
    let sandbox = try Sandbox.small()
    try sandbox.write("", to: "locked/file")
    chmod(sandbox.path("locked"), 0o555)
    defer { chmod(sandbox.path("locked"), 0o755) }
    let outcome = try sandbox.run("run", "small.yaml", "--out", "locked/report")
    #expect(outcome.code == 73 && outcome.errors.contains("Permission denied"))
    #expect(try sandbox.contents("locked") == ["file"])
  }
}
