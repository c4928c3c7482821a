import ArgumentParser
import Foundation
import MarginFiles

struct CrisesRun: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run", abstract: "Replay a crisis, and say which facts the run reproduces.",
    discussion: """
      EXAMPLE
        margincall crises run luna-2022 --file prices=LUNAUSDT-1h.csv

      A fact that can be checked and is not reproduced ends with exit code 1.
      """)

  @Argument(help: "The name of the crisis.")
  var name: String

  @Option(help: "A file of yours as NAME=PATH; `crises show` says which; may be repeated.")
  var file: [GivenFile] = []

  @OptionGroup var library: CrisisFolder

  @OptionGroup var options: RunOptions

  func run() throws {
    let crisis = try library.crisis(name)
    let brought = try reportingProblems { try files(for: crisis) }
    var replay = ReportedReplay(experiment: crisis.experiment, options: options)
    replay.overrides = brought.overrides
    replay.brought = file.map(\.path)
    replay.name = crisis.name
    replay.notes = crisis.modelled
    replay.testimony = { crisis.outcomes(on: $0, given: brought.names) }
    try replay.perform()
  }

  private func files(for crisis: Crisis) throws -> BroughtFiles {
    let brought = try BroughtFiles(file.map { ($0.name, $0.path) }, for: crisis)
    for given in file where !FileManager.default.fileExists(atPath: given.path) {
      throw FileError.missing(
        Problem(
          at: Place(given.path), "there is no such file", code: "missing-file",
          hint: "give the path of your own file after --file \(given.name)="))
    }
    return brought
  }
}

/// A file of the user's, `NAME=PATH`.
struct GivenFile: ExpressibleByArgument {
  let name: String
  /// The path as the user wrote it, which the report records.
  let path: String

  init?(argument: String) {
    let parts = argument.split(separator: "=", maxSplits: 1).map(String.init)
    guard parts.count == 2, !argument.hasPrefix("=") else { return nil }
    (name, path) = (parts[0], parts[1])
  }
}
