#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Whole lines of a file in which every line is a row: no quotes, no blank lines, no comments, ASCII.
///
/// Most of most files is of this kind. libcsv can then be fed many lines at once, because the n-th row
/// it finds is the n-th line; everything else is fed line by line.
struct CSVLines {
  /// The bytes, line ends included.
  let bytes: UnsafeBufferPointer<UInt8>
  /// The number of the first line.
  let firstLine: Int
  /// How many lines there are.
  let count: Int

  init(_ bytes: UnsafeBufferPointer<UInt8>, firstLine: Int) {
    (self.bytes, self.firstLine) = (bytes, firstLine)
    count = MarginFiles.count(of: lineFeed, in: bytes)
  }

  /// The line that starts at `start`, with its end.
  func line(at start: Int) -> UnsafeBufferPointer<UInt8> {
    let rest = UnsafeBufferPointer(rebasing: bytes[start...])
    guard let base = rest.baseAddress, let end = memchr(base, Int32(lineFeed), rest.count)
    else { return rest }
    return UnsafeBufferPointer(
      start: base, count: end - UnsafeMutableRawPointer(mutating: base) + 1)
  }

  /// The lines before and after the line end nearest to the middle.
  func halves() -> (CSVLines, CSVLines)? {
    guard let middle = bytes[(bytes.count / 2)...].firstIndex(of: lineFeed),
      middle + 1 < bytes.count
    else { return nil }
    let first = CSVLines(UnsafeBufferPointer(rebasing: bytes[...middle]), firstLine: firstLine)
    let second = UnsafeBufferPointer(rebasing: bytes[(middle + 1)...])
    return (first, CSVLines(second, firstLine: firstLine + first.count))
  }
}

/// What makes a line more than a row of plain fields.
struct PlainLines {
  /// The first byte of a comment; a byte that is special anyway when there are none.
  private let comment: UInt8

  init(_ dialect: CSVDialect) {
    comment = dialect.commentPrefix?.utf8.first ?? lineFeed
  }

  /// Where plain lines that begin at `start` end; `start` itself when not even one does.
  func end(in bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
    guard start < bytes.count, !isSpecialAtStart(bytes[start]) else { return start }
    var limit = start
    while limit &+ 1 < bytes.count {
      let next = min(limit &+ 1024, bytes.count &- 1)
      if isSpecial(bytes, limit..<next) { break }
      limit = next
    }
    let scanned = min(limit &+ 1024, bytes.count &- 1)
    while limit < scanned, !isSpecial(bytes, limit..<limit &+ 1) { limit &+= 1 }
    return lineStart(bytes, from: start, before: limit)
  }

  /// The start of the line that the byte at `limit` is in, but not before `start`.
  private func lineStart(
    _ bytes: UnsafeBufferPointer<UInt8>, from start: Int, before limit: Int
  ) -> Int {
    // The last byte of all has no successor to be looked at with it, but may end the last line.
    let isEnd = limit == bytes.count &- 1 && bytes[limit] == lineFeed
    var end = isEnd ? limit &+ 1 : limit
    while end > start, bytes[end &- 1] != lineFeed { end &-= 1 }
    return end
  }

  /// Whether a byte in `range`, or one that follows it, makes a line special.
  @inline(__always)
  private func isSpecial(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Bool {
    var found: UInt8 = 0
    for index in range {
      let (byte, next) = (bytes[index], bytes[index &+ 1])
      found |= byte & 0x80
      found |= byte == 0x22 || byte == 0 ? 1 : 0
      found |= byte == carriageReturn && next != lineFeed ? 1 : 0
      found |= byte == lineFeed && isSpecialAtStart(next) ? 1 : 0
    }
    return found != 0
  }

  /// Whether a line that starts with `byte` may be blank or a comment.
  @inline(__always)
  private func isSpecialAtStart(_ byte: UInt8) -> Bool {
    byte == lineFeed || byte == carriageReturn || byte == 0x20 || byte == 0x09 || byte == comment
  }
}

/// How often `wanted` is among `bytes`.
private func count(of wanted: UInt8, in bytes: UnsafeBufferPointer<UInt8>) -> Int {
  var total = 0
  var start = 0
  while start < bytes.count {
    let end = min(start &+ 248, bytes.count)
    var part: UInt8 = 0
    for index in start..<end { part &+= bytes[index] == wanted ? 1 : 0 }
    total &+= Int(part)
    start = end
  }
  return total
}
