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
        margincall run experiments/black-monday-1987.yaml --set costs.fee=2bp --out reports/dearer
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
    try withExtendedLifetime(interrupt) {
      try reportingProblems { try replayAndReport(unfinished) }
    }
  }

  private func replayAndReport(_ unfinished: UnfinishedFolder) throws {
    let loaded = try load()
    let name = loaded.experiment.name
    let folder = out ?? "reports/\(name)"
    try checkReportPlace(folder, name: name, force: force)
    guard !dryRun else { return show(RunPlan(loaded: loaded, folder: folder)) }
    let report = try ExperimentReport(loaded, result: replay(loaded), seed: seed)
    try writeReportFolder(
      report.files, to: folder, name: name, force: force, unfinished: unfinished)
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
    let result: RunResult
    do throws(ReplayError) {
      defer { bar?.clear() }
      result = try loaded.replay.run(over: loaded.history) { bar?.show($0, of: $1) }
    } catch {
      throw FileError.invalid([error.problem(in: experiment)])
    }
    if let overflow = result.overflow(in: experiment) { throw FileError.invalid([overflow]) }
    return result
  }

  private func show(_ plan: RunPlan) {
    guard !quiet else { return }
    Terminal.print(json ? plan.json : plan.text)
  }

  private func show(_ report: ExperimentReport, _ folder: String) {
    if quiet || json { report.failures.forEach(Terminal.say) }
    guard !quiet else { return }
    guard !json else { return Terminal.print(report.summaryJSON) }
    Terminal.print(textSummary(report.input, color: Terminal.usesColor))
    Terminal.say("report: \(folder)/report.html")
  }
}
