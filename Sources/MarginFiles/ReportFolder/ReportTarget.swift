import Foundation

/// The place that a report folder is to have.
struct ReportTarget {
  private let shownPath: String
  private let path: String
  private let parent: String
  private let name: String

  init(_ path: String) {
    shownPath = path
    let url = URL(fileURLWithPath: path).standardizedFileURL.resolvingSymlinksInPath()
    self.path = url.path
    parent = url.deletingLastPathComponent().path
    name = url.lastPathComponent
  }

  /// Refuses a place that holds something else than a report on `experiment`.
  func check(replacing experiment: String, force: Bool) throws(FileError) {
    guard isThere else { return }
    guard !holdsWorkingFolder else { throw refused("is the working folder, or holds it") }
    guard !force, !isEmptyFolder, !holdsReport(on: experiment) else { return }
    throw .cannotCreate(
      Problem(
        at: Place(shownPath), "exists, and is not a report on \(shown(experiment))", code: "exists",
        hint: "choose another folder with --out, or replace this one with --force"))
  }

  /// Refuses a place below something that is no folder, or that may not be written to.
  func checkParent() throws(FileError) {
    let deepest = missingParents.last.map { ($0 as NSString).deletingLastPathComponent } ?? parent
    var status = stat()
    guard stat(deepest, &status) == 0 else { throw cannotCreate() }
    guard status.st_mode & S_IFMT == S_IFDIR else { errno = ENOTDIR; throw cannotCreate() }
    guard access(deepest, W_OK | X_OK) == 0 else { throw cannotCreate() }
  }

  /// Makes the folders above the place; returns those that were not there.
  func makeParents() throws(FileError) -> [String] {
    var made: [String] = []
    for folder in missingParents.reversed() {
      guard mkdir(folder, 0o777) == 0 || errno == EEXIST else {
        let error = cannotCreate()
        made.reversed().forEach { rmdir($0) }
        throw error
      }
      made.append(folder)
    }
    return made
  }

  /// Makes a hidden folder beside the place; returns its path.
  func makeStaging() throws(FileError) -> String {
    let stem = "\(parent)/.\(name.prefix(60)).unfinished-\(getpid())"
    for attempt in 0..<100 {
      let staging = attempt == 0 ? stem : "\(stem)-\(attempt)"
      if mkdir(staging, 0o777) == 0 { return staging }
      guard errno == EEXIST else { break }
    }
    throw cannotCreate()
  }

  /// Puts a finished folder into the place; what was there is removed once that is done.
  func swapIn(_ staging: String) throws(FileError) {
    let replaced = staging + "-replaced"
    let isReplacing = isThere
    if isReplacing, rename(path, replaced) != 0 { throw cannotCreate() }
    guard rename(staging, path) == 0 else {
      let error = cannotCreate()
      if isReplacing { rename(replaced, path) }
      throw error
    }
    if isReplacing { try? FileManager.default.removeItem(atPath: replaced) }
  }

  /// What to throw when `file` could not be written; reads the system's error code.
  func failed(_ file: String) -> FileError {
    .failed(
      Problem(
        at: Place("\(shownPath)/\(file)"), "cannot be written: \(systemError)",
        code: "write-failed", hint: "check the space left on the disk"))
  }

  private func cannotCreate() -> FileError { refused("cannot be created: \(systemError)") }

  private func refused(_ reason: String) -> FileError {
    .cannotCreate(
      Problem(
        at: Place(shownPath), reason, code: "cannot-create",
        hint: "choose another folder with --out"))
  }

  private var systemError: String { String(cString: strerror(errno)) }

  private var isThere: Bool {
    var status = stat()
    return lstat(path, &status) == 0
  }

  private var isEmptyFolder: Bool {
    (try? FileManager.default.contentsOfDirectory(atPath: path))?.isEmpty ?? false
  }

  private var holdsWorkingFolder: Bool {
    let working = URL(fileURLWithPath: FileManager.default.currentDirectoryPath)
    return (working.resolvingSymlinksInPath().path + "/").hasPrefix(path == "/" ? "/" : path + "/")
  }

  private func holdsReport(on experiment: String) -> Bool {
    let manifest = URL(fileURLWithPath: path).appendingPathComponent(Manifest.path)
    guard let data = try? Data(contentsOf: manifest),
      let identity = try? JSONDecoder().decode(Identity.self, from: data)
    else { return false }
    return identity == Identity(tool: Manifest.tool, experiment: experiment)
  }

  /// The folders above the place that are not there, the deepest first.
  private var missingParents: [String] {
    var missing: [String] = []
    var folder = URL(fileURLWithPath: parent)
    while !FileManager.default.fileExists(atPath: folder.path), folder.path != "/" {
      missing.append(folder.path)
      folder.deleteLastPathComponent()
    }
    return missing
  }
}

/// What a manifest says about whose report it is.
private struct Identity: Decodable, Equatable {
  let tool: String
  let experiment: String
}
