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

extension ReportFile {
  /// What a manifest says about the file.
  var digest: OutputDigest {
    OutputDigest(path: path, sha256: SHA256.hexadecimal(of: bytes), bytes: bytes.count)
  }
}

/// What a manifest says about an output.
public struct OutputDigest: Sendable, Equatable {
  /// Its place inside the folder.
  public let path: String
  /// SHA-256 of its bytes, as 64 hexadecimal digits.
  public let sha256: String
  /// How many bytes it has.
  public let bytes: Int
}
