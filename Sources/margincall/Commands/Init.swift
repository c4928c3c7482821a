import ArgumentParser
import Foundation
import MarginFiles

struct Init: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Write a commented experiment to start from.",
    discussion: """
      EXAMPLE
        margincall init my-first-replay
      """)

  @Argument(help: "The experiment's name, in kebab-case; the file becomes NAME.yaml.")
  var name: String

  @Option(name: [.short, .long], help: "The file to write (default: NAME.yaml).")
  var out: String?

  @Flag(help: "Replace the file if it is there.")
  var force = false

  @Flag(name: .short, help: "Print nothing.")
  var quiet = false

  func validate() throws {
    guard name.wholeMatch(of: /[a-z0-9]+(-[a-z0-9]+)*/) != nil else {
      throw ValidationError("'\(name)' is not in kebab-case, such as my-first-replay")
    }
  }

  func run() throws {
    let path = out ?? "\(name).yaml"
    guard force || !FileManager.default.fileExists(atPath: path) else {
      throw fail(path, "is there already", code: "exists", hint: "replace it with --force")
    }
    do {
      try Data(initialExperiment(named: name).utf8).write(to: URL(fileURLWithPath: path))
    } catch {
      throw fail(
        path, "cannot be written", code: "cannot-create", hint: "choose another place with --out")
    }
    if !quiet { Terminal.say("wrote \(path); replay it with  margincall run \(path)") }
  }

  private func fail(_ path: String, _ message: String, code: String, hint: String) -> ExitCode {
    Terminal.show([Problem(at: Place(path), message, code: code, hint: hint)])
    return .cannotCreate
  }
}
