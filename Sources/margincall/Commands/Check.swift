import ArgumentParser
import Foundation
import MarginFiles

struct Check: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Validate CSV, experiment and portfolio files, and report every problem.",
    discussion: """
      EXAMPLE
        margincall check experiments/black-monday-1987.yaml my-prices.csv
      """)

  @Argument(help: "Price files (CSV), experiments and portfolios (YAML).", completion: .file())
  var files: [String]

  @Flag(help: "Print JSON.")
  var json = false

  @Flag(name: .short, help: "Print problems only, nothing for sound files.")
  var quiet = false

  func run() throws {
    let findings = files.map { (file: $0, outcome: Self.check($0)) }
    json ? Terminal.print(Self.value(findings).text) : show(findings)
    let worst = findings.compactMap(\.outcome.failure).max { $0.rawValue < $1.rawValue }
    if let worst { throw worst }
  }

  typealias Outcome = (problems: [Problem], failure: ExitCode?)

  private static func check(_ file: String) -> Outcome {
    do {
      return (try problems(of: file), nil)
    } catch {
      return (error.problems, error.exitCode)
    }
  }

  /// Warnings and notes of a usable file; throws what makes it unusable.
  private static func problems(of file: String) throws(FileError) -> [Problem] {
    guard ["yaml", "yml"].contains((file as NSString).pathExtension.lowercased()) else {
      try validatePrices(file, named: file)
      return []
    }
    if file.hasSuffix(crisisSuffix) {
      _ = try loadCrisis(file)
    } else if isPortfolio(file) {
      _ = try loadPortfolio(file, named: file)
    } else {
      let experiment = try loadExperiment(file, named: file)
      _ = try assemble(
        experiment, relativeTo: (file as NSString).deletingLastPathComponent)
    }
    return []
  }

  private func show(_ findings: [(file: String, outcome: Outcome)]) {
    for (file, outcome) in findings {
      for problem in outcome.problems.prefix(20) { Terminal.print(problem.description) }
      if outcome.problems.count > 20 {
        Terminal.print("\(file): … and \(outcome.problems.count - 20) more problems")
      }
      if outcome.problems.isEmpty, !quiet { Terminal.print("\(file): no problems") }
    }
  }

  private static func value(_ findings: [(file: String, outcome: Outcome)]) -> JSONValue {
    .array(
      findings.map {
        .object([
          ("file", .string($0.file)), ("problems", .array($0.outcome.problems.map(value))),
        ])
      })
  }

  private static func value(_ problem: Problem) -> JSONValue {
    .object([
      ("severity", .string(problem.severity.rawValue)),
      ("line", problem.place.line.map(JSONValue.integer) ?? .null),
      ("column", problem.place.column.map(JSONValue.integer) ?? .null),
      ("code", .string(problem.code)), ("message", .string(problem.message)),
      ("hint", problem.hint.map(JSONValue.string) ?? .null),
    ])
  }
}

/// A portfolio file has a moment in its market; an experiment has price files.
private func isPortfolio(_ file: String) -> Bool {
  let text = (try? String(contentsOfFile: file, encoding: .utf8)) ?? ""
  return text.contains(/(?m)^market:\s*(\{\s*|\n(?:\s*#.*\n)*\s+)time:/)
}
