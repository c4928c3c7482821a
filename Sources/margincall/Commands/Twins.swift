import ArgumentParser
import Foundation
import MarginCore
import MarginFiles
import MarginReplay
import MarginReports

struct TwinsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "twins", abstract: "Margin one book in stablecoin and in coin, and compare.",
    discussion: """
      EXAMPLE
        margincall twins experiments/linear-against-inverse-2020/long-perpetual.yaml

      The book is replayed with linear contracts and cash, and with inverse contracts and coins of the
      same worth. The difference in equity is split into payoff convexity, translation of the coins,
      carry and liquidation.
      """)

  @Argument(help: "The experiment file.", completion: .file(extensions: ["yaml", "yml"]))
  var experiment: String

  @Option(name: [.short, .long], help: "The report folder (default: reports/NAME-twins).")
  var out: String?

  @Option(help: "Change one value, such as costs.fee=2bp; may be repeated.")
  var set: [String] = []

  @Flag(help: "Replace whatever is at the report folder's place.")
  var force = false

  @Flag(help: "Print the comparison as JSON.")
  var json = false

  @Flag(name: .short, help: "Print nothing but problems.")
  var quiet = false

  func run() throws {
    let unfinished = UnfinishedFolder()
    let interrupt = Interrupt(abandoning: unfinished)
    try withExtendedLifetime(interrupt) { try reportingProblems { try compare(unfinished) } }
  }

  private func compare(_ unfinished: UnfinishedFolder) throws {
    let loaded = try assemble(
      try loadExperiment(experiment, named: experiment, overrides: set),
      relativeTo: (experiment as NSString).deletingLastPathComponent)
    let name = "\(loaded.experiment.name)-twins"
    let folder = out ?? "reports/\(name)"
    try checkReportPlace(folder, name: name, force: force)
    let report = TwinFolder(loaded, try replay(loaded), name: name)
    try writeReportFolder(
      report.files, to: folder, name: name, force: force, unfinished: unfinished)
    guard !quiet else { return }
    Terminal.print(json ? report.json : report.report.text)
    if !json { Terminal.say("report: \(folder)/twins.md") }
  }

  private func replay(_ loaded: LoadedExperiment) throws -> [TwinComparison] {
    let opening = loaded.history[loaded.history.firstStep]
    guard let twins = Twins(of: loaded.replay, at: opening) else {
      throw FileError.invalid([
        Problem(
          at: Place(experiment), "the book has no contract that could be coin-margined",
          code: "no-contract", hint: "hold an option, a future or a perpetual, at a price above 0")
      ])
    }
    let refusals = problems(of: twins, in: loaded.experiment)
    guard refusals.isEmpty else { throw FileError.invalid(refusals) }
    let bar = Terminal.showsProgress && !quiet && !json ? ProgressBar() : nil
    defer { bar?.clear() }
    do throws(ReplayError) {
      return try twins.run(over: loaded.history) { bar?.show($0, of: $1) }
    } catch {
      throw FileError.invalid([error.problem(in: experiment)])
    }
  }
}

/// Everything that a comparison of twins writes.
private struct TwinFolder {
  let report: TwinReport
  let json: String
  let files: [ReportFile]

  init(_ loaded: LoadedExperiment, _ comparisons: [TwinComparison], name: String) {
    let experiment = loaded.experiment
    report = TwinReport(
      title: experiment.name, question: experiment.question, currency: experiment.currency,
      comparisons: comparisons)
    json = twinJSON(comparisons, currency: experiment.currency).text
    let contents =
      twinTables(of: comparisons, currency: experiment.currency)
      + [
        ReportFile(path: "experiment.yaml", text: resolvedYAML(of: experiment)),
        ReportFile(path: "twins.md", text: report.markdown),
      ] + report.charts.map { ReportFile(path: "charts/\($0.name).svg", text: $0.svg) }
    let manifest = Manifest(
      version: version, experiment: name, currency: experiment.currency, inputs: loaded.inputs)
    files = contents + [manifest.file(listing: contents)]
  }
}
