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
  let target = ReportTarget(path)
  try target.check(replacing: name, force: force)
  let parents = try target.makeParents()
  do {
    let staging = try makeStaging(for: target, unfinished)
    for file in files {
      try unfinished.step { _ throws(FileError) in try write(file, into: staging, target) }
    }
    try unfinished.step { path throws(FileError) in
      try target.swapIn(staging)
      path = nil
    }
  } catch {
    unfinished.discard()
    parents.reversed().forEach { rmdir($0) }
    throw error
  }
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

/// Makes a hidden folder beside the final place.
private func makeStaging(
  for target: ReportTarget, _ unfinished: UnfinishedFolder
) throws(FileError) -> String {
  var staging = ""
  try unfinished.step { path throws(FileError) in
    staging = try target.makeStaging()
    path = staging
  }
  return staging
}

private func write(
  _ file: ReportFile, into folder: String, _ target: ReportTarget
) throws(FileError) {
  let path = "\(folder)/\(file.path)"
  var parent = folder
  for component in file.path.split(separator: "/").dropLast() {
    parent += "/\(component)"
    guard mkdir(parent, 0o777) == 0 || errno == EEXIST else { throw target.failed(file.path) }
  }
  let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
  guard descriptor >= 0 else { throw target.failed(file.path) }
  let isWritten = writeAll(file.bytes, to: descriptor)
  let problem = target.failed(file.path)
  guard close(descriptor) == 0, isWritten else { throw problem }
}

/// Writes all of `bytes`; false when the descriptor takes no more.
func writeAll(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
  bytes.withUnsafeBytes { buffer in
    var done = 0
    while done < buffer.count, let base = buffer.baseAddress {
      let count = Foundation.write(descriptor, base + done, buffer.count - done)
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return false }
      done += count
    }
    return true
  }
}
