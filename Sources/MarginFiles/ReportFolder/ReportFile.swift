/// One file of a report folder.
public struct ReportFile: Sendable, Equatable {
  /// Its place inside the folder, such as `timeline.csv` or `charts/equity.svg`.
  public let path: String
  /// What it holds.
  public let bytes: [UInt8]

  /// A file with these bytes.
  public init(path: String, bytes: [UInt8]) {
    (self.path, self.bytes) = (path, bytes)
  }

  /// A file with this text.
  public init(path: String, text: String) {
    self.init(path: path, bytes: Array(text.utf8))
  }
}
