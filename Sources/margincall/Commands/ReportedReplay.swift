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
  var testimony: ((FactEvidence) -> [FactOutcome])?

  /// Replays and reports; a check or fact that fails ends with exit code 1.
  func perform() throws {
    let unfinished = UnfinishedFolder()
    let interrupt = Interrupt(abandoning: unfinished)
    try withExtendedLifetime(interrupt) {
      try reportingProblems { try replayAndReport(unfinished) }
    }
  }

  private func replayAndReport(_ unfinished: UnfinishedFolder) throws {
    let run = try load()
    let title = run.prepared.experiment.name
    let folder = options.out ?? "reports/\(name ?? title)"
    try checkReportPlace(folder, name: title, force: options.force)
    guard !options.dryRun else { return show(RunPlan(prepared: run.prepared, folder: folder)) }
    let report = try written(
      run, to: ReportFolder(folder, name: title, force: options.force, unfinished: unfinished))
    show(report, folder)
    guard report.holds else { throw ExitCode(1) }
  }

  /// Replays, and puts the report into its place; nothing is left of one that fails.
  private func written(_ run: Subject, to folder: ReportFolder) throws -> ExperimentReport {
    do {
      let prepared = run.prepared
      var recorder = try RunRecorder(
        of: prepared.replay, underlyings: prepared.market.underlyings.map(\.name),
        steps: prepared.market.stepCount, in: folder)
      let benchmark = try replay(prepared, into: &recorder)
      let summaries = recorder.summaries(beside: benchmark)
      let report = ExperimentReport(
        prepared, recorder.outline, summaries, notes: notes, facts: run.facts(summaries))
      try report.write(
        beside: recorder.finishTables(), inputs: prepared.inputs, seed: options.seed, to: folder)
      try folder.finish()
      return report
    } catch {
      folder.discard()
      throw error
    }
  }

  /// What is replayed, and what can be said of the crisis that it is about.
  private struct Subject {
    let prepared: PreparedExperiment
    let facts: ([AccountSummary]) -> [FactOutcome]
  }

  /// Statements on a crisis are checked against every row of the prices, which are kept for that.
  private func load() throws -> Subject {
    let loaded = try loadExperiment(
      experiment, named: experiment, overrides: overrides + options.set)
    let folder = (experiment as NSString).deletingLastPathComponent
    guard let testimony else {
      return Subject(prepared: try prepare(loaded, relativeTo: folder)) { _ in [] }
    }
    let whole = try assemble(loaded, relativeTo: folder, brought: brought)
    return Subject(prepared: PreparedExperiment(whole)) { testimony(FactEvidence(whole, $0)) }
  }

  /// Replays; returns what rebalancing is measured against.
  private func replay(
    _ prepared: PreparedExperiment, into recorder: inout RunRecorder
  ) throws(FileError) -> RebalancingBenchmark? {
    let bar = showsBar ? ProgressBar() : nil
    defer { bar?.clear() }
    let (market, total) = (prepared.market, prepared.market.stepCount)
    var running = RunningReplay(prepared.replay, underlyings: market.underlyings.count)
    var done = 0
    try market.forEachWindow { history throws(FileError) in
      for index in history.steps {
        if done & 63 == 0 { bar?.show(done, of: total) }
        try recorder.record(next(of: &running, in: history[index]))
        done += 1
      }
    }
    if let overflow = recorder.overflow.problem(in: experiment) { throw .invalid([overflow]) }
    return running.benchmark
  }

  private func next(
    of running: inout RunningReplay, in market: MarketState
  ) throws(FileError) -> ReplayStep {
    do throws(ReplayError) {
      try running.advance(to: market)
      return running.step
    } catch {
      throw .invalid([error.problem(in: experiment)])
    }
  }

  private var showsBar: Bool { Terminal.showsProgress && !options.quiet && !options.json }

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
