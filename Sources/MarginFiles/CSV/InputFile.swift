import Foundation

/// A file, or standard input for `-`, read once from its start to its end.
struct InputFile {
  /// Where it is; relative paths start at the working folder.
  let path: String
  /// What the user called it.
  let name: String

  /// Hands over the bytes in pieces of up to 256 KiB; only the last piece is shorter.
  func read(_ body: (UnsafeRawBufferPointer) -> Void) throws(FileError) {
    try readPieces { bytes in
      body(bytes)
      return true
    }
  }

  /// Hands over such pieces until `body` wants no more.
  func readPieces(_ body: (UnsafeRawBufferPointer) -> Bool) throws(FileError) {
    let descriptor = try opened()
    defer { if descriptor != STDIN_FILENO { close(descriptor) } }
    try refuseFolder(descriptor)
    let piece = UnsafeMutableRawBufferPointer.allocate(byteCount: 256 * 1024, alignment: 64)
    defer { piece.deallocate() }
    while case let count = try fill(piece, from: descriptor), count > 0 {
      guard body(UnsafeRawBufferPointer(rebasing: piece[..<count])) else { return }
    }
  }

  private func opened() throws(FileError) -> Int32 {
    guard path != "-" else { return STDIN_FILENO }
    guard !path.isEmpty, !path.utf8.contains(0) else { throw missing }
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor < 0 else { return descriptor }
    throw [ENOENT, ENOTDIR].contains(errno) ? missing : unreadable(errno)
  }

  private func refuseFolder(_ descriptor: Int32) throws(FileError) {
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw unreadable(errno) }
    guard status.st_mode & S_IFMT == S_IFDIR else { return }
    throw .invalid([
      Problem(
        at: Place(name), "is a folder, not a file", code: "is-a-folder",
        hint: "name a file inside it")
    ])
  }

  /// Reads until `piece` is full or the input ends; a pipe may give less than asked for.
  private func fill(
    _ piece: UnsafeMutableRawBufferPointer, from descriptor: Int32
  ) throws(FileError) -> Int {
    var filled = 0
    while filled < piece.count, let base = piece.baseAddress {
      let count = Foundation.read(descriptor, base + filled, piece.count - filled)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw unreadable(errno) }
      guard count > 0 else { break }
      filled += count
    }
    return filled
  }

  private var missing: FileError {
    .missing(
      Problem(
        at: Place(name), "there is no such file", code: "missing-file",
        hint: "check the path; in an experiment it starts at the folder of the experiment file"))
  }

  private func unreadable(_ code: Int32) -> FileError {
    .failed(
      Problem(
        at: Place(name), "cannot be read: \(String(cString: strerror(code)))", code: "unreadable",
        hint: "check that you may read the file"))
  }
}
