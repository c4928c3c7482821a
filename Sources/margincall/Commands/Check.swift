import ArgumentParser
import Foundation
import MarginFiles

struct Check: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Validate CSV, experiment and portfolio files, and report every problem.",
    discussion: """
      EXAMPLE
        margincall check experiments/black-monday-1987.yaml my-prices.csv
        margincall check funding.csv --as funding --time time_local --timezone UTC+3
        margincall check BTCUSDT-1h-2024-03.csv --preset binance-klines-ms
      """)

  @Argument(help: "Series (CSV), experiments and portfolios (YAML).", completion: .file())
  var files: [String]

  @OptionGroup(title: "Layout of CSV files")
  var options: LayoutOptions

  @Flag(help: "End with exit code 65 for warnings, too.")
  var strict = false

  @Flag(help: "Print JSON.")
  var json = false

  @Flag(name: .short, help: "Print problems only, nothing for sound files.")
  var quiet = false

  func run() throws {
    let layout = try reportingProblems { try options.layout() }
    let findings = files.map { Finding($0, layout) }
    if json {
      Terminal.print(JSONValue.array(findings.map(\.json)).text)
    } else {
      for finding in findings { show(finding) }
    }
    if !quiet, !json, findings.contains(where: \.hasHintsOfKeys) { Terminal.say(Self.legend) }
    let codes = findings.compactMap { $0.exitCode(strict: strict) }
    if let worst = codes.max(by: { $0.rawValue < $1.rawValue }) { throw worst }
  }

  private static let legend =
    "In a hint, `key: value` is for an experiment; here write --key value, or --set key=value."

  private func show(_ finding: Finding) {
    for line in finding.problemLines { Terminal.print(line) }
    let isSilent = quiet && finding.report.problems.isEmpty
    if !isSilent { Terminal.print(finding.conclusion) }
  }
}

/// What was found in one file.
struct Finding {
  let file: String
  let report: SeriesReport

  init(_ file: String, _ layout: SeriesLayout) {
    self.file = file
    let isYAML = ["yaml", "yml"].contains((file as NSString).pathExtension.lowercased())
    report =
      isYAML
      ? SeriesReport(failure: Self.failure(ofYAML: file))
      : checkSeries(file, named: file, layout: layout)
  }

  private static func failure(ofYAML file: String) -> FileError? {
    do throws(FileError) {
      if file.hasSuffix(crisisSuffix) {
        _ = try loadCrisis(file)
      } else if isPortfolio(file) {
        _ = try loadPortfolio(file, named: file)
      } else {
        let experiment = try loadExperiment(file, named: file)
        _ = try assemble(
          experiment, relativeTo: (file as NSString).deletingLastPathComponent)
      }
      return nil
    } catch {
      return error
    }
  }

  /// How the program ends for this file; `nil` when it is sound.
  func exitCode(strict: Bool) -> ExitCode? {
    let hasWarnings = report.problems.contains { $0.severity == .warning }
    return report.failure?.exitCode ?? (strict && hasWarnings ? .badInput : nil)
  }
}

/// A portfolio file has a moment in its market; an experiment has price files.
private func isPortfolio(_ file: String) -> Bool {
  let text = (try? String(contentsOfFile: file, encoding: .utf8)) ?? ""
  return text.contains(/(?m)^market:\s*(\{\s*|\n(?:\s*#.*\n)*\s+)time:/)
}
