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
    count = lineCount(bytes)
  }

  private init(_ bytes: UnsafeBufferPointer<UInt8>, firstLine: Int, count: Int) {
    (self.bytes, self.firstLine, self.count) = (bytes, firstLine, count)
  }

  /// The line that starts at `start`, with its end.
  func line(at start: Int) -> UnsafeBufferPointer<UInt8> {
    let end = index(of: lineFeed, in: bytes, start..<bytes.count) ?? bytes.count - 1
    return UnsafeBufferPointer(rebasing: bytes[start...end])
  }

  /// The first line, and those behind it if there are any.
  func split() -> (first: CSVLines, rest: CSVLines?) {
    let first = line(at: 0)
    let rest = UnsafeBufferPointer(rebasing: bytes[first.count...])
    return (
      CSVLines(first, firstLine: firstLine, count: 1),
      rest.isEmpty ? nil : CSVLines(rest, firstLine: firstLine + 1, count: count - 1)
    )
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
    var (lineStart, scanned) = (start, start)
    while scanned < bytes.count {
      // In windows, so that a special line costs no look at all that is behind it.
      let window = min(scanned &+ 4096, bytes.count)
      let special = firstSpecial(bytes, scanned..<window) ?? window
      while let end = index(of: lineFeed, in: bytes, max(lineStart, scanned)..<special) {
        lineStart = end &+ 1
        if lineStart < bytes.count, isSpecialAtStart(bytes[lineStart]) { return lineStart }
      }
      guard special == window else { break }
      scanned = window
    }
    return lineStart
  }

  /// The first byte that no plain line has: a quote, a NUL, a lone CR, or one beyond ASCII.
  private func firstSpecial(
    _ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>
  ) -> Int? {
    var end = index(of: 0x22, in: bytes, range) ?? range.upperBound
    end = index(of: 0, in: bytes, range.lowerBound..<end) ?? end
    end = firstBeyondASCII(bytes, range.lowerBound..<end) ?? end
    var start = range.lowerBound
    while let found = index(of: carriageReturn, in: bytes, start..<end) {
      let isPair = found &+ 1 < bytes.count && bytes[found &+ 1] == lineFeed
      guard isPair else { return found }
      start = found &+ 1
    }
    return end < range.upperBound ? end : nil
  }

  private func firstBeyondASCII(
    _ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>
  ) -> Int? {
    let raw = UnsafeRawBufferPointer(bytes)
    var index = range.lowerBound
    while index &+ 8 <= range.upperBound {
      let word = raw.loadUnaligned(fromByteOffset: index, as: UInt64.self)
      if word & 0x8080_8080_8080_8080 != 0 { break }
      index &+= 8
    }
    while index < range.upperBound, bytes[index] < 0x80 { index &+= 1 }
    return index < range.upperBound ? index : nil
  }

  /// Whether a line that starts with `byte` may be blank or a comment.
  @inline(__always)
  private func isSpecialAtStart(_ byte: UInt8) -> Bool {
    byte == lineFeed || byte == carriageReturn || byte == 0x20 || byte == 0x09 || byte == comment
  }
}

/// How many lines end in `bytes`.
private func lineCount(_ bytes: UnsafeBufferPointer<UInt8>) -> Int {
  var (count, start) = (0, 0)
  while let end = index(of: lineFeed, in: bytes, start..<bytes.count) {
    (count, start) = (count &+ 1, end &+ 1)
  }
  return count
}

/// Where `byte` is first in a range; the C library looks at 32 bytes and more at a time.
@inline(__always)
private func index(
  of byte: UInt8, in bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>
) -> Int? {
  guard let base = UnsafeRawPointer(bytes.baseAddress), !range.isEmpty else { return nil }
  let found = memchr(base + range.lowerBound, Int32(byte), range.count)
  return found.map { UnsafeRawPointer($0) - base }
}
