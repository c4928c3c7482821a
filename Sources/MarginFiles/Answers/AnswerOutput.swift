import Foundation

/// Standard output, or a file that is written beside its final place and renamed when it is whole.
///
/// The file may therefore be the very one that is read. What is not a regular file, such as a pipe or
/// a terminal, is written to directly.
public final class AnswerOutput {
  private let name: String
  private let path: String?
  private let temporary: String?
  private let descriptor: Int32
  private let unfinished: UnfinishedFolder
  private var failure: Problem?

  /// Standard output for `nil` and `-`, otherwise the file at `path`.
  ///
  /// - Parameters:
  ///   - path: The file.
  ///   - unfinished: Lets the handler of an interrupt remove what was written so far.
  public init(
    path: String?, unfinished: UnfinishedFolder = UnfinishedFolder()
  ) throws(FileError) {
    self.unfinished = unfinished
    guard let path, path != "-" else {
      (name, self.path, temporary, descriptor) = ("standard output", nil, nil, STDOUT_FILENO)
      return
    }
    let staging = isSpecialFile(path) ? nil : path + ".unfinished"
    var opened: Int32 = -1
    try unfinished.step { abandoned throws(FileError) in
      opened = try create(staging ?? path, as: path)
      abandoned = staging
    }
    (name, self.path, temporary, descriptor) = (path, path, staging, opened)
  }

  /// Writes all of `bytes`; after a failure nothing more is written.
  func write(_ bytes: [UInt8]) {
    guard failure == nil, !bytes.withUnsafeBytes({ writeAll($0, to: descriptor) }) else { return }
    failure = writeProblem(name)
  }

  /// Throws when something could not be written.
  func check() throws(FileError) {
    if let failure { throw .failed(failure) }
  }

  /// Puts the file in its place.
  public func finish() throws(FileError) {
    try check()
    guard let path else { return }
    guard close(descriptor) == 0 else { throw .failed(writeProblem(name)) }
    try unfinished.step { abandoned throws(FileError) in
      if let temporary, rename(temporary, path) != 0 { throw .cannotCreate(createProblem(name)) }
      abandoned = nil
    }
  }

  /// Removes what was written, so that an error leaves nothing new behind.
  public func discard() { unfinished.discard() }
}

/// Whether there is something other than a regular file or a folder.
private func isSpecialFile(_ path: String) -> Bool {
  var status = stat()
  guard stat(path, &status) == 0 else { return false }
  return ![S_IFREG, S_IFDIR].contains(status.st_mode & S_IFMT)
}

private func create(_ path: String, as name: String) throws(FileError) -> Int32 {
  var status = stat()
  let isFolder = stat(name, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  if isFolder { errno = EISDIR }
  let descriptor = isFolder ? -1 : open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
  guard descriptor >= 0 else { throw .cannotCreate(createProblem(name)) }
  return descriptor
}

private func createProblem(_ name: String) -> Problem {
  Problem(
    at: Place(name), "cannot be created: \(String(cString: strerror(errno)))",
    code: "cannot-create", hint: "choose another place with --out")
}

private func writeProblem(_ name: String) -> Problem {
  Problem(
    at: Place(name), "cannot be written: \(String(cString: strerror(errno)))",
    code: "write-failed", hint: "check where it is sent to")
}
