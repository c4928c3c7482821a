/// The text of a file as it arrives, unpacked when the file is gzip.
///
/// A file is gzip when its first two bytes say so or its name ends in `.gz`.
struct TextSource {
  private let isNamedGzip: Bool
  private var gzip: GzipStream?
  private var isAtStart = true

  init(path: String) {
    isNamedGzip = path.hasSuffix(".gz")
  }

  /// Takes in a piece of the file and hands over its text, until `body` wants no more; the first piece
  /// holds two bytes, if any.
  mutating func feed(
    _ bytes: UnsafeRawBufferPointer, _ body: (UnsafeRawBufferPointer) -> Bool
  ) throws(GzipStream.Failure) {
    if isAtStart, isNamedGzip || bytes.starts(with: [0x1F, 0x8B]) { gzip = GzipStream() }
    isAtStart = false
    guard let gzip else { return _ = body(bytes) }
    try gzip.feed(bytes, body)
  }

  /// Ends the file.
  func finish() throws(GzipStream.Failure) {
    if isAtStart, isNamedGzip { throw .truncated }
    try gzip?.finish()
  }
}
