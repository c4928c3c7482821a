import Foundation

/// A file of a report folder that is written piece by piece.
final class ReportStream {
  private let path: String
  private var descriptor: Int32
  private let failed: (String) -> FileError
  private var hash = SHA256()
  private var count = 0

  /// - Parameter failed: What to throw when the file cannot be written; reads the system's code.
  init(path: String, descriptor: Int32, failed: @escaping (String) -> FileError) {
    (self.path, self.descriptor, self.failed) = (path, descriptor, failed)
  }

  deinit { if descriptor >= 0 { close(descriptor) } }

  /// Writes more bytes.
  func write(_ bytes: [UInt8]) throws(FileError) {
    guard bytes.withUnsafeBytes({ writeAll($0, to: descriptor) }) else { throw failed(path) }
    bytes.withUnsafeBytes { hash.update($0) }
    count += bytes.count
  }

  /// Ends the file and says what it holds.
  func finish() throws(FileError) -> OutputDigest {
    let isClosed = close(descriptor) == 0
    descriptor = -1
    guard isClosed else { throw failed(path) }
    return OutputDigest(path: path, sha256: hash.finish(), bytes: count)
  }
}
