import ArgumentParser
import Foundation
import MarginCore
import MarginFiles
import MarginReplay
import MarginReports

struct Run: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Replay an experiment and write its report folder.",
    discussion: """
      EXAMPLE
        margincall run experiments/black-monday-1987.yaml --set costs.fee=2bp --out /tmp/dearer
      """)

  @Argument(help: "The experiment file.", completion: .file(extensions: ["yaml", "yml"]))
  var experiment: String

  @Option(name: [.short, .long], help: "The report folder (default: reports/NAME).")
  var out: String?

  @Option(help: "Change one value, such as costs.fee=2bp; may be repeated.")
  var set: [String] = []

  @Option(help: "Seed of random numbers; recorded in the manifest.")
  var seed: Int?

  @Flag(help: "Check everything and say what would be done, without doing it.")
  var dryRun = false

  @Flag(help: "Replace whatever is at the report folder's place.")
  var force = false

  @Flag(help: "Print the summary as JSON.")
  var json = false

  @Flag(name: .short, help: "Print nothing but problems.")
  var quiet = false

  func run() throws {
    let unfinished = UnfinishedFolder()
    let interrupt = Interrupt(abandoning: unfinished)
    try withExtendedLifetime(interrupt) { try replayAndReport(unfinished) }
  }

  private func replayAndReport(_ unfinished: UnfinishedFolder) throws {
    let loaded = try reportingProblems { try load() }
    let name = loaded.experiment.name
    let folder = out ?? "reports/\(name)"
    try reportingProblems { try checkReportPlace(folder, name: name, force: force) }
    guard !dryRun else { return plan(loaded, folder) }
    let report = try ExperimentReport(loaded, result: replay(loaded), seed: seed)
    try reportingProblems {
      try writeReportFolder(
        report.files, to: folder, name: name, force: force, unfinished: unfinished)
    }
    show(report, folder)
    guard report.checks.allSatisfy(\.passed) else { throw ExitCode(1) }
  }

  private func load() throws -> LoadedExperiment {
    let loaded = try loadExperiment(experiment, named: experiment, overrides: set)
    let folder = (experiment as NSString).deletingLastPathComponent
    return try assemble(loaded, relativeTo: folder)
  }

  private func replay(_ loaded: LoadedExperiment) throws -> RunResult {
    let bar = Terminal.showsProgress && !quiet && !json ? ProgressBar() : nil
    defer { bar?.clear() }
    do throws(ReplayError) {
      return try loaded.replay.run(over: loaded.history) { bar?.show($0, of: $1) }
    } catch {
      Terminal.show([error.problem(in: experiment)])
      throw ExitCode.badInput
    }
  }

  private func plan(_ loaded: LoadedExperiment, _ folder: String) {
    let history = loaded.history
    let steps = history.steps
    Terminal.print(
      """
      would replay \(loaded.experiment.name): \(steps.count) steps from \
      \(history.times[steps.lowerBound]) to \(history.times[steps.upperBound - 1])
      models   \(loaded.replay.models.map(\.id).joined(separator: ", "))
      inputs   \(loaded.inputs.map { "\($0.path) (\($0.rows) rows)" }.joined(separator: ", "))
      report   \(folder)
      """)
  }

  private func show(_ report: ExperimentReport, _ folder: String) {
    guard !quiet else { return }
    guard !json else { return Terminal.print(report.summaryJSON) }
    Terminal.print(textSummary(report.input, color: Terminal.usesColor))
    Terminal.say("report: \(folder)/report.html")
  }
}
