import Foundation

/// Runs `body` with the path of a file that holds `bytes`, and removes it afterwards.
func withFile<Result>(
  _ bytes: some Sequence<UInt8>, _ body: (String) throws -> Result
) throws -> Result {
  try withFolder { folder in
    let path = folder + "/input.csv"
    try Data(bytes).write(to: URL(fileURLWithPath: path))
    return try body(path)
  }
}

/// Runs `body` with the path of a new, empty folder, and removes it afterwards.
func withFolder<Result>(_ body: (String) throws -> Result) throws -> Result {
  let folder = FileManager.default.temporaryDirectory
    .appendingPathComponent("margincall-tests-\(UUID().uuidString)")
  try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(at: folder) }
  return try body(folder.path)
}

/// The path of a file of this repository.
func repositoryPath(_ path: String, _ here: String = #filePath) -> String {
  let root = (0..<4).reduce(URL(fileURLWithPath: here)) { url, _ in url.deletingLastPathComponent()
  }
  return root.appendingPathComponent(path).path
}
