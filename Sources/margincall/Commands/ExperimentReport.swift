import MarginFiles
import MarginReplay
import MarginReports

/// Everything a report folder holds, as values.
struct ExperimentReport {
  let input: ReportInput
  let checks: [DeclaredCheck.Outcome]
  let files: [ReportFile]

  init(
    _ loaded: LoadedExperiment, result: RunResult, seed: Int?, notes: [String] = [],
    testimony: (FactEvidence) -> [FactOutcome] = { _ in [] }
  ) {
    let experiment = loaded.experiment
    let summaries = result.summaries()
    checks = experiment.checks.compactMap(DeclaredCheck.init).map { $0.outcome(in: summaries) }
    input = ReportInput(
      title: experiment.name, question: experiment.question, currency: experiment.currency,
      result: result, summaries: summaries, notes: loaded.notes + notes,
      checks: checks.map {
        CheckOutcome(text: $0.check.description, passed: $0.passed, value: $0.value)
      }, facts: testimony(FactEvidence(loaded, result, summaries)))
    let contents = Self.contents(input, experiment)
    let manifest = Manifest(
      version: version, experiment: experiment.name, currency: experiment.currency, seed: seed,
      inputs: loaded.inputs)
    files = contents + [manifest.file(listing: contents)]
  }

  private static func contents(_ input: ReportInput, _ experiment: Experiment) -> [ReportFile] {
    reportTables(of: input.result, summaries: input.summaries, currency: input.currency)
      + [
        ReportFile(path: "experiment.yaml", text: resolvedYAML(of: experiment)),
        ReportFile(path: "summary.md", text: markdownReport(input)),
        ReportFile(path: "report.html", text: htmlReport(input)),
      ]
      + (input.facts.isEmpty ? [] : [factsFile(input.facts)])
      + charts(input).map { ReportFile(path: "charts/\($0.name).svg", text: $0.svg) }
  }

  /// A line for each declared check that failed and each fact that was not reproduced.
  var failures: [String] {
    let facts = input.facts.filter { $0.verdict == .notReproduced }
    return checks.filter { !$0.passed }.map {
      "check failed: \($0.check)\(Self.finding($0.value))"
    } + facts.map { "not reproduced: \($0.check ?? $0.text)\(Self.finding($0.found))" }
  }

  private static func finding(_ value: Double?) -> String {
    ", and it is \(value.map { "\($0)" } ?? "not determined")"
  }

  /// Whether every declared check and every fact that can be checked holds.
  var holds: Bool {
    checks.allSatisfy(\.passed) && input.facts.allSatisfy { $0.verdict != .notReproduced }
  }

  /// The summary for programs; with the facts beside it when a crisis was replayed.
  var json: String {
    let summary = summaryJSON(input.summaries, currency: input.currency)
    guard !input.facts.isEmpty else { return summary.text }
    return JSONValue.object([("facts", factsJSON(input.facts)), ("summary", summary)]).text
  }
}
