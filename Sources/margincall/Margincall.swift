import ArgumentParser
import CBuildInfo

/// The version of the tool, as `CHANGELOG.md` has it.
let version = "0.1.0"

@main
struct Margincall: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "margincall",
    abstract: "Margin through time: replay any price path through any book under any margin model.",
    discussion: """
      EXAMPLE
        margincall run experiments/black-monday-1987.yaml

      Results go to standard output, everything else to standard error.
      Exit codes: 0 done, 1 a declared check failed, 64 usage, 65 bad input, 66 input missing,
      70 internal error, 73 output cannot be created, 74 input/output failed, 130 interrupted.
      """,
    version: "margincall \(version) (\(String(cString: margincall_commit())))",
    subcommands: [
      Run.self, TwinsCommand.self, Margin.self, Explain.self, Price.self, ImpliedVol.self,
      Models.self, Check.self,
      Datasets.self,
      Crises.self, Schema.self, Init.self,
    ])
}
