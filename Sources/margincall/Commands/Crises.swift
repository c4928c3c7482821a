import ArgumentParser
import MarginFiles

struct Crises: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "List, show and replay past crises, and say which facts a replay reproduces.",
    discussion: """
      EXAMPLE
        margincall crises run october-1987

      Some crises need files that cannot ship; `crises show NAME` says which, and where such files
      come from.
      """,
    subcommands: [CrisesList.self, CrisesShow.self, CrisesRun.self],
    defaultSubcommand: CrisesList.self)
}

/// Where the crises are.
struct CrisisFolder: ParsableArguments {
  @Option(help: "The folder of the crises (default: the nearest `experiments/crises`).")
  var folder: String?

  private var path: String { folder ?? nearestFolder("experiments/crises") }

  /// Every crisis, in order of name.
  func all() throws -> [Crisis] { try reportingProblems { try crises(in: path) } }

  /// The crisis called `name`; an unknown name is misuse.
  func crisis(_ name: String) throws -> Crisis {
    let names = try reportingProblems { try crisisNames(in: path) }
    guard names.contains(name) else {
      Terminal.show([unknownCrisis(name, known: names)])
      throw ExitCode(64)
    }
    return try reportingProblems { try loadCrisis("\(path)/\(name)\(crisisSuffix)") }
  }
}
