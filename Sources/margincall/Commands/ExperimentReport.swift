import MarginFiles
import MarginReplay
import MarginReports

/// What is said of one replay, and the files of its report folder beside the tables of steps.
struct ExperimentReport {
  let input: ReportInput
  let checks: [DeclaredCheck.Outcome]
  private let experiment: Experiment

  init(
    _ prepared: PreparedExperiment, _ outline: RunOutline, _ summaries: [AccountSummary],
    notes: [String], facts: [FactOutcome]
  ) {
    experiment = prepared.experiment
    checks = experiment.checks.compactMap(DeclaredCheck.init).map { $0.outcome(in: summaries) }
    input = ReportInput(
      title: experiment.name, question: experiment.question, currency: experiment.currency,
      outline: outline, summaries: summaries, notes: prepared.notes + notes,
      checks: checks.map {
        CheckOutcome(text: $0.check.description, passed: $0.passed, value: $0.value)
      }, facts: facts)
  }

  /// Writes the files beside `tables`, and the manifest that lists all.
  func write(
    beside tables: [OutputDigest], inputs: [FileDigest], seed: Int?, to folder: ReportFolder
  ) throws(FileError) {
    var outputs = tables
    for file in files { outputs.append(try folder.write(file)) }
    let manifest = Manifest(
      version: version, experiment: experiment.name, currency: experiment.currency, seed: seed,
      inputs: inputs)
    try folder.write(manifest.file(of: outputs))
  }

  private var files: [ReportFile] {
    summaryFiles(input.summaries, currency: input.currency)
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
