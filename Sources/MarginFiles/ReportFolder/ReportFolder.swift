import Foundation

/// Writes a report folder as a whole or not at all.
///
/// The files are written into a hidden folder beside the final place, which is swapped in by renaming
/// when everything is on disk. A report that this tool made for the same experiment is replaced, and
/// so is an empty folder; anything else only when `force` is true. After an error nothing new is left
/// behind, and what was there before is still in its place.
///
/// - Parameters:
///   - files: The files, ``Manifest/file(listing:)`` among them.
///   - path: The folder to make; folders above it are made as needed.
///   - name: The experiment's name, as the manifest has it.
///   - force: Whether to replace whatever is there.
///   - unfinished: Lets the handler of an interrupt remove what was written so far.
/// - Throws: ``FileError/cannotCreate(_:)`` when the place cannot be used, ``FileError/failed(_:)``
///   when writing fails.
public func writeReportFolder(
  _ files: [ReportFile], to path: String, name: String, force: Bool,
  unfinished: UnfinishedFolder = UnfinishedFolder()
) throws(FileError) {
  let folder = try ReportFolder(path, name: name, force: force, unfinished: unfinished)
  do {
    for file in files { try folder.write(file) }
    try folder.finish()
  } catch {
    folder.discard()
    throw error
  }
}

/// A report folder that is written file by file, and is in its place only once it is finished.
///
/// It is made like that of ``writeReportFolder(_:to:name:force:unfinished:)``. After an error, or when
/// it is given up, ``discard()`` leaves nothing behind.
public struct ReportFolder: Sendable {
  private let target: ReportTarget
  private let staging: String
  private let unfinished: UnfinishedFolder

  /// Begins a folder beside its final place; parameters are those of
  /// ``writeReportFolder(_:to:name:force:unfinished:)``.
  public init(
    _ path: String, name: String, force: Bool, unfinished: UnfinishedFolder = UnfinishedFolder()
  ) throws(FileError) {
    (target, self.unfinished) = (ReportTarget(path), unfinished)
    try target.check(replacing: name, force: force)
    staging = try makeStaging(for: target, unfinished)
  }

  /// Writes a whole file.
  @discardableResult
  public func write(_ file: ReportFile) throws(FileError) -> OutputDigest {
    let stream = try stream(file.path)
    try stream.write(file.bytes)
    return try stream.finish()
  }

  /// Begins a file that is written piece by piece.
  func stream(_ path: String) throws(FileError) -> ReportStream {
    let failed = target.failed
    var descriptor: Int32 = -1
    try unfinished.step { _ throws(FileError) in
      descriptor = try create(path, in: staging, target)
    }
    return ReportStream(path: path, descriptor: descriptor, failed: failed)
  }

  /// Reads a file of the folder again, and removes it.
  func take(_ path: String, _ body: ([UInt8]) throws(FileError) -> Void) throws(FileError) {
    let file = InputFile(path: "\(staging)/\(path)", name: path)
    var outcome: Result<Void, FileError> = .success(())
    try file.readPieces { piece in
      do throws(FileError) { try body(Array(piece)) } catch { outcome = .failure(error) }
      return (try? outcome.get()) != nil
    }
    unlink(file.path)
    try outcome.get()
  }

  /// Puts the folder into its place.
  public func finish() throws(FileError) {
    try unfinished.step { path throws(FileError) in
      try target.swapIn(staging)
      path = nil
    }
  }

  /// Removes what was written so far.
  public func discard() { unfinished.discard() }
}

/// Refuses a place that ``writeReportFolder(_:to:name:force:unfinished:)`` would refuse, so that a
/// caller knows before the work is done.
///
/// - Throws: ``FileError/cannotCreate(_:)``.
public func checkReportPlace(_ path: String, name: String, force: Bool) throws(FileError) {
  let target = ReportTarget(path)
  try target.check(replacing: name, force: force)
  try target.checkParent()
}

/// Makes a hidden folder beside the final place, and the folders above it.
private func makeStaging(
  for target: ReportTarget, _ unfinished: UnfinishedFolder
) throws(FileError) -> String {
  var staging = ""
  try unfinished.begin { () throws(FileError) in
    let parents = try target.makeParents()
    do throws(FileError) {
      staging = try target.makeStaging()
    } catch {
      parents.reversed().forEach { rmdir($0) }
      throw error
    }
    return (staging, parents)
  }
  return staging
}

/// Makes a file and the folders it is in; returns its descriptor.
private func create(
  _ file: String, in folder: String, _ target: ReportTarget
) throws(FileError) -> Int32 {
  var parent = folder
  for component in file.split(separator: "/").dropLast() {
    parent += "/\(component)"
    guard mkdir(parent, 0o777) == 0 || errno == EEXIST else { throw target.failed(file) }
  }
  let descriptor = open("\(folder)/\(file)", O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
  guard descriptor >= 0 else { throw target.failed(file) }
  return descriptor
}

/// Writes all of `bytes`; false when the descriptor takes no more.
func writeAll(_ bytes: UnsafeRawBufferPointer, to descriptor: Int32) -> Bool {
  var done = 0
  while done < bytes.count, let base = bytes.baseAddress {
    let count = Foundation.write(descriptor, base + done, bytes.count - done)
    if count < 0, errno == EINTR { continue }
    guard count > 0 else { return false }
    done += count
  }
  return true
}
