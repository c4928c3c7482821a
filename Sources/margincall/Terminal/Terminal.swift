import ArgumentParser
import Foundation
import MarginFiles

/// Where words go: results to standard output, everything else to standard error.
enum Terminal {
  /// Writes a result; a standard output that takes no more ends the program with exit code 74.
  static func print(_ result: String) {
    let text = result.hasSuffix("\n") ? result : result + "\n"
    guard !write(text, to: STDOUT_FILENO) else { return }
    let problem = Problem(
      at: Place("standard output"), "cannot be written: \(String(cString: strerror(errno)))",
      code: "write-failed", hint: "check where it is sent to")
    say(problem.description)
    Foundation.exit(ExitCode.inputOutput.rawValue)
  }

  /// Writes a message; one that cannot be written is lost.
  static func say(_ message: String) { _ = write(message + "\n", to: STDERR_FILENO) }

  /// Writes all of `text`; `FileHandle` would end the program by a trap where a disk is full.
  static func write(_ text: String, to descriptor: Int32) -> Bool {
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Foundation.write(descriptor, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return false }
      rest = rest.dropFirst(count)
    }
    return true
  }

  /// Colour is for people at a terminal who have not asked for none.
  static var usesColor: Bool {
    let environment = ProcessInfo.processInfo.environment
    return isatty(STDOUT_FILENO) == 1 && environment["NO_COLOR"] == nil
      && environment["TERM"] != "dumb"
  }

  /// Progress is for people at a terminal, never for logs.
  static var showsProgress: Bool {
    let environment = ProcessInfo.processInfo.environment
    return isatty(STDERR_FILENO) == 1 && environment["CI"] == nil && environment["TERM"] != "dumb"
  }

  /// Shows the first twenty problems, then how many more there are.
  static func show(_ problems: [Problem]) {
    for problem in problems.prefix(20) { say(problem.description) }
    if problems.count > 20 { say("… and \(problems.count - 20) more problems") }
  }
}

/// The exit codes of the contract.
extension ExitCode {
  static let badInput = ExitCode(65)
  static let inputMissing = ExitCode(66)
  static let cannotCreate = ExitCode(73)
  static let inputOutput = ExitCode(74)
  static let interrupted = ExitCode(130)
}

extension FileError {
  /// The exit code for this kind of failure.
  var exitCode: ExitCode {
    switch self {
    case .invalid: .badInput
    case .missing: .inputMissing
    case .cannotCreate: .cannotCreate
    case .failed: .inputOutput
    }
  }
}

/// Runs `body`, showing the problems of a file error and ending with its exit code.
func reportingProblems<Result>(_ body: () throws -> Result) throws -> Result {
  do {
    return try body()
  } catch let error as FileError {
    Terminal.show(error.problems)
    throw error.exitCode
  }
}
