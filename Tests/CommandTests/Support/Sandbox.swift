import Foundation

/// The folder of the repository.
let repository = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
  .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

/// The experiment that ships, by its full path.
let blackMonday = repository.appendingPathComponent("experiments/black-monday-1987.yaml").path

/// A folder of one test, `work`, with the shipped data sets beside it; gone when the test ends.
final class Sandbox {
  private let root: URL
  /// The folder that commands run in.
  let work: URL

  init() throws {
    root = FileManager.default.temporaryDirectory
      .appendingPathComponent("margincall-\(UUID().uuidString)").resolvingSymlinksInPath()
    work = root.appendingPathComponent("work")
    try FileManager.default.createDirectory(at: work, withIntermediateDirectories: true)
    try FileManager.default.createSymbolicLink(
      at: root.appendingPathComponent("datasets"),
      withDestinationURL: repository.appendingPathComponent("datasets"))
  }

  deinit { try? FileManager.default.removeItem(at: root) }

  /// Runs `margincall` here.
  func run(_ arguments: String..., environment: [String: String] = [:]) throws -> Outcome {
    try Program(arguments, in: work.path, environment: environment).run()
  }

  /// The full path of `name`.
  func path(_ name: String) -> String { work.appendingPathComponent(name).path }

  /// Writes a file; folders above it are made.
  func write(_ text: String, to name: String) throws {
    let url = work.appendingPathComponent(name)
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: url)
  }

  /// The text of a file.
  func read(_ name: String) throws -> String {
    String(decoding: try bytes(name), as: UTF8.self)
  }

  /// The bytes of a file.
  func bytes(_ name: String) throws -> Data {
    try Data(contentsOf: work.appendingPathComponent(name))
  }

  /// Every file and folder below `name`, hidden ones too, sorted.
  func contents(_ name: String = "") throws -> [String] {
    try FileManager.default.subpathsOfDirectory(atPath: path(name)).sorted()
  }

  /// The bytes of every file below `name`, by path.
  func files(_ name: String) throws -> [String: Data] {
    var files: [String: Data] = [:]
    for path in try contents(name) {
      files[path] = try? Data(contentsOf: work.appendingPathComponent("\(name)/\(path)"))
    }
    return files
  }
}
