import Testing

/// What `run` does about the checks that an experiment declares.
@Suite struct DeclaredCheckTests {
  private func sandbox(_ check: String) throws -> Sandbox {
    try Sandbox(replacing: "margin: {models: [tims]}", with: "margin: {models: [tims]}\n\(check)")
  }

  @Test func aCheckThatHoldsChangesNothing() throws {
    let outcome = try sandbox("checks: [breaches(tims) <= 10]").run("run", "small.yaml")
    #expect(outcome.code == 0 && !outcome.output.contains("check failed"))
  }

  @Test func aFailedCheckEndsWithOneAndStillReports() throws {
    let sandbox = try sandbox("checks: [coverage(tims) > 1]")
    let outcome = try sandbox.run("run", "small.yaml")
    #expect(outcome.code == 1 && outcome.output.contains("check failed: coverage(tims) > 1"))
    #expect(try sandbox.contents("reports/small").contains("report.html"))
  }

  @Test(arguments: ["-q", "--json"])
  func aFailedCheckIsNamedWhereNoSummaryIsPrinted(flag: String) throws {
    let outcome = try sandbox("checks: [coverage(tims) > 1]").run("run", "small.yaml", flag)
    #expect(outcome.code == 1)
    #expect(outcome.errors == "check failed: coverage(tims) > 1.0, and it is 1.0\n")
  }

  @Test(arguments: [
    ("coverage(tims) => 2", "is not a check", "such as  coverage(span) >= 0.99"),
    ("coverage >= 2", "is not a check", "metric(model) >= number"),
    ("coverage(tims) >= many", "is not a check", "metric(model) >= number"),
    ("coverag(tims) >= 0.9", "names no metric of a summary", "did you mean `coverage`?"),
    ("first_call(tims) > 1", "names no metric of a summary", "hint: "),
    ("coverage(tmis) >= 0.9", "names no model that governs an account", "did you mean `tims`?"),
    ("coverage(span) >= 0.9", "names no model that governs an account", "known here: tims"),
  ])
  func aCheckThatCannotBeMadeIsRefusedBeforeTheRun(
    check: String, fault: String, hint: String
  ) throws {
    let sandbox = try sandbox("checks: [\(check)]")
    let outcome = try sandbox.run("run", "small.yaml")
    #expect(outcome.code == 65)
    #expect(
      outcome.errors.hasPrefix("small.yaml:13:10: error: `\(check)` \(fault) [bad-check]\n"))
    #expect(outcome.errors.contains(hint))
    #expect(try sandbox.contents() == ["prices.csv", "small.yaml"])
  }
}
