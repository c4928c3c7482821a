import Foundation

/// The folder called `name` in the working folder or the nearest folder above it, as seen from there,
/// else above the program; `name` itself when there is none.
func nearestFolder(_ name: String) -> String {
  let program = Bundle.main.executablePath ?? CommandLine.arguments[0]
  let depth = folders(above: FileManager.default.currentDirectoryPath).count
  let near = (0..<depth).map { String(repeating: "../", count: $0) + name }
  let candidates = near + folders(above: program).map { "\($0)/\(name)" }
  return candidates.first { FileManager.default.fileExists(atPath: $0) } ?? name
}

private func folders(above path: String) -> [String] {
  var folders = [path]
  while let last = folders.last, last != "/", last.contains("/") {
    folders.append((last as NSString).deletingLastPathComponent)
  }
  return folders
}
