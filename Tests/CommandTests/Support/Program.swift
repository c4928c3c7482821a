import Foundation

/// What one command did.
struct Outcome {
  /// The exit code, or the signal that ended it.
  let code: Int32
  /// Whether the program chose to end, rather than being ended by a signal.
  let exited: Bool
  /// Standard output.
  let output: String
  /// Standard error.
  let errors: String
}

/// The built executable, run as a user would.
struct Program {
  let process = Process()
  private let output: URL
  private let errors: URL

  /// `margincall` with `arguments` in `folder`, with `environment` added to that of the tests.
  init(_ arguments: [String], in folder: String, environment: [String: String] = [:]) throws {
    let stem = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    output = stem.appendingPathExtension("out")
    errors = stem.appendingPathExtension("err")
    process.executableURL = try Self.executable
    process.arguments = arguments
    process.currentDirectoryURL = URL(fileURLWithPath: folder)
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = try Self.emptyFile(output)
    process.standardError = try Self.emptyFile(errors)
  }

  /// Runs to the end.
  func run() throws -> Outcome {
    try process.run()
    return try outcome()
  }

  /// Waits for the end, and takes the captured streams away.
  func outcome() throws -> Outcome {
    process.waitUntilExit()
    defer { for file in [output, errors] { try? FileManager.default.removeItem(at: file) } }
    return Outcome(
      code: process.terminationStatus, exited: process.terminationReason == .exit,
      output: try String(contentsOf: output, encoding: .utf8),
      errors: try String(contentsOf: errors, encoding: .utf8))
  }

  private static func emptyFile(_ url: URL) throws -> FileHandle {
    try Data().write(to: url)
    return try FileHandle(forWritingTo: url)
  }

  /// The executable lies beside the bundle of the tests.
  private static var executable: URL {
    get throws {
      let starts =
        [CommandLine.arguments[0], Bundle.main.bundlePath]
        + Bundle.allBundles.map(\.bundlePath)
      let candidates = starts.map(URL.init(fileURLWithPath:)).flatMap(foldersAbove)
        .map { $0.appendingPathComponent("margincall") }
      guard let found = candidates.first(where: isProgram) else { throw NotBuilt(starts: starts) }
      return found
    }
  }

  private static func foldersAbove(_ url: URL) -> [URL] {
    let nearest = url.deletingLastPathComponent()
    return [nearest]
      + (1...3).reduce(into: [nearest]) { folders, _ in
        folders.append(folders[folders.count - 1].deletingLastPathComponent())
      }
  }

  private static func isProgram(_ url: URL) -> Bool {
    var isFolder: ObjCBool = false
    return FileManager.default.fileExists(atPath: url.path, isDirectory: &isFolder)
      && !isFolder.boolValue && FileManager.default.isExecutableFile(atPath: url.path)
  }

  struct NotBuilt: Error { let starts: [String] }
}
