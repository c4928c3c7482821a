/// What a manifest says about an input: enough to tell later whether it is still the same.
public struct FileDigest: Sendable, Hashable {
  /// The file as the user named it.
  public let path: String
  /// SHA-256 of its bytes, as 64 hexadecimal digits.
  public let sha256: String
  /// Data rows, the header not counted.
  public let rows: Int
  /// What was changed in reading it, as its policies say, a sentence each.
  public var changes: [String] = []

  /// The digest of the file displayed as `path`.
  public init(path: String, sha256: String, rows: Int) {
    (self.path, self.sha256, self.rows) = (path, sha256, rows)
  }
}
