import ArgumentParser
import Foundation
import MarginCore
import MarginFiles
import MarginReplay
import MarginReports

/// One replay, from its experiment file to its report folder.
struct ReportedReplay {
  let experiment: String
  let options: RunOptions
  /// Settings that come before those of the user.
  var overrides: [String] = []
  /// Files whose paths start at the working folder, not at the experiment's.
  var brought: [String] = []
  /// The name of the report folder when the user gives none; `nil` for the experiment's.
  var name: String?
  /// Sentences for the report beside those of the experiment.
  var notes: [String] = []
  /// What the run says about the crisis that it replays.
  var testimony: (FactEvidence) -> [FactOutcome] = { _ in [] }

  /// Replays and reports; a check or fact that fails ends with exit code 1.
  func perform() throws {
    let unfinished = UnfinishedFolder()
    let interrupt = Interrupt(abandoning: unfinished)
    try withExtendedLifetime(interrupt) {
      try reportingProblems { try replayAndReport(unfinished) }
    }
  }

  private func replayAndReport(_ unfinished: UnfinishedFolder) throws {
    let loaded = try load()
    let title = loaded.experiment.name
    let folder = options.out ?? "reports/\(name ?? title)"
    try checkReportPlace(folder, name: title, force: options.force)
    guard !options.dryRun else { return show(RunPlan(loaded: loaded, folder: folder)) }
    let report = try ExperimentReport(
      loaded, result: replay(loaded), seed: options.seed, notes: notes, testimony: testimony)
    try writeReportFolder(
      report.files, to: folder, name: title, force: options.force, unfinished: unfinished)
    show(report, folder)
    guard report.holds else { throw ExitCode(1) }
  }

  private func load() throws -> LoadedExperiment {
    let loaded = try loadExperiment(
      experiment, named: experiment, overrides: overrides + options.set)
    let folder = (experiment as NSString).deletingLastPathComponent
    return try assemble(loaded, relativeTo: folder, brought: brought)
  }

  private func replay(_ loaded: LoadedExperiment) throws -> RunResult {
    let showsBar = Terminal.showsProgress && !options.quiet && !options.json
    let bar = showsBar ? ProgressBar() : nil
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
    guard !options.quiet else { return }
    Terminal.print(options.json ? plan.json : plan.text)
  }

  private func show(_ report: ExperimentReport, _ folder: String) {
    if options.quiet || options.json { report.failures.forEach(Terminal.say) }
    guard !options.quiet else { return }
    guard !options.json else { return Terminal.print(report.json) }
    Terminal.print(textSummary(report.input, color: Terminal.usesColor))
    if !report.input.facts.isEmpty { Terminal.print("\n" + textFacts(report.input.facts)) }
    Terminal.say("report: \(folder)/report.html")
  }
}
