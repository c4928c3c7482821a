/// Cuts a stream of bytes into CSV rows and keeps count of lines.
///
/// Lines end with LF, CRLF or CR. Once the first row is known, plain lines are handed over together;
/// for everything else libcsv is fed line by line, so that every row's first line and raw bytes are
/// known: the raw bytes are only looked at again to say where a field with an error starts.
struct CSVStream {
  /// How many bytes a row may have, its line end included.
  static let longestRow = 4 << 20

  private let parser: CSVParser
  private let dialect: CSVDialect
  private let commentPrefix: [UInt8]
  private let plain: PlainLines
  /// What may become a comment once the rest of its prefix has come.
  private var held: [UInt8] = []
  private var hasFirstRow = false
  /// The raw bytes of a begun row that earlier pieces held.
  private var begun: [UInt8] = []
  private var line = 1
  private var firstLine = 1
  private var isSkipping = false
  private var isEnded = false
  private var endedWithReturn = false
  private var isAtStart = true
  /// The first bytes, as long as they may become a byte order mark.
  private var opening: [UInt8] = []

  init(_ dialect: CSVDialect = CSVDialect()) {
    self.dialect = dialect
    commentPrefix = Array((dialect.commentPrefix ?? "").utf8)
    plain = PlainLines(dialect)
    parser = CSVParser(delimiter: dialect.delimiter.rawValue)
  }

  /// Takes in the next piece.
  mutating func feed(_ piece: UnsafeBufferPointer<UInt8>, _ body: (CSVEvent) -> Void) {
    guard isAtStart else { return take(piece: piece, body) }
    let before = opening.count
    opening.append(contentsOf: piece.prefix(byteOrderMark.count - before))
    if opening.count < byteOrderMark.count, byteOrderMark.starts(with: opening) { return }
    let isMark = opening == byteOrderMark
    opening.removeLast(opening.count - before)
    if !isMark { takeOpening(body) }
    isAtStart = false
    let start = isMark ? byteOrderMark.count - before : 0
    take(piece: UnsafeBufferPointer(rebasing: piece[start...]), body)
  }

  /// Takes in what might have become a byte order mark.
  private mutating func takeOpening(_ body: (CSVEvent) -> Void) {
    isAtStart = false
    let bytes = opening
    bytes.withUnsafeBufferPointer { take(piece: $0, body) }
  }

  private mutating func take(
    piece: UnsafeBufferPointer<UInt8>, _ body: (CSVEvent) -> Void
  ) {
    var start = 0
    if endedWithReturn, piece.first == lineFeed { start = acceptSplitLineEnd(piece) }
    if !held.isEmpty { start = takeHeld(with: piece, from: start, body) }
    while start < piece.count, !isEnded {
      start = takePlain(piece, from: start, body)
      guard start < piece.count else { break }
      let end = lineEnd(piece, from: start)
      take(UnsafeBufferPointer(rebasing: piece[start..<end]), body)
      start = end
    }
    endedWithReturn = piece.last == carriageReturn
  }

  /// Ends the stream.
  mutating func finish(_ body: (CSVEvent) -> Void) {
    if isAtStart { takeOpening(body) }
    guard !isSkipping, !isEnded else { return }
    begun.append(contentsOf: held)
    _ = held.withUnsafeBufferPointer { parser.feed($0) }
    let isClosed = parser.finish()
    begun.withUnsafeBufferPointer { raw in
      guard isClosed else { return withRecord(raw) { body(.unterminatedQuote($0)) } }
      if parser.hasRow { withRecord(raw) { body(.row($0)) } }
    }
  }

  /// Hands over the plain lines at `start`, if a row may begin there; returns where they end.
  private mutating func takePlain(
    _ piece: UnsafeBufferPointer<UInt8>, from start: Int, _ body: (CSVEvent) -> Void
  ) -> Int {
    guard hasFirstRow, begun.isEmpty, held.isEmpty, !isSkipping else { return start }
    let end = plain.end(in: piece, from: start)
    guard end > start else { return start }
    let lines = CSVLines(UnsafeBufferPointer(rebasing: piece[start..<end]), firstLine: line)
    body(.lines(lines))
    line += lines.count
    firstLine = line
    return end
  }

  private mutating func take(_ bytes: UnsafeBufferPointer<UInt8>, _ body: (CSVEvent) -> Void) {
    let isWhole = bytes.last.map(isLineEnd) ?? false
    defer { if isWhole { line += 1 } }
    guard !isSkipping, !isIgnored(bytes) else { return resume(after: isWhole) }
    if !isWhole, mayBecomeComment(bytes) { return held = Array(bytes) }
    guard begun.count + bytes.count <= Self.longestRow else { return end(with: bytes, body) }
    let accepted = parser.feed(bytes)
    if accepted < bytes.count {
      complete(bytes) { body(.malformedQuote($0)) }
      parser.restart()
      resume(after: isWhole)
    } else if parser.hasRow || isWhole && isBlank(bytes) {
      hasFirstRow = hasFirstRow || parser.hasRow
      complete(bytes) { body($0.count > 0 ? .row($0) : .blankLine($0.line)) }
      firstLine = line + 1
    } else {
      begun.append(contentsOf: bytes)
    }
  }

  /// Ends the rows at one that is too long: behind a quote that is never closed all is one row.
  private mutating func end(
    with bytes: UnsafeBufferPointer<UInt8>, _ body: (CSVEvent) -> Void
  ) {
    isEnded = true
    complete(bytes) { body(.longRow($0)) }
  }

  /// Whether a line belongs to the preamble or is a comment.
  private func isIgnored(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    guard line > dialect.preambleLines else { return true }
    guard begun.isEmpty, !commentPrefix.isEmpty else { return false }
    return bytes.starts(with: commentPrefix)
  }

  private func mayBecomeComment(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    begun.isEmpty && bytes.count < commentPrefix.count && commentPrefix.starts(with: bytes)
  }

  /// Joins the beginning of a line with the rest, and takes it in; returns where it ends.
  private mutating func takeHeld(
    with piece: UnsafeBufferPointer<UInt8>, from start: Int, _ body: (CSVEvent) -> Void
  ) -> Int {
    let end = lineEnd(piece, from: start)
    let line = held + piece[start..<end]
    held = []
    line.withUnsafeBufferPointer { take($0, body) }
    return end
  }

  /// Hands over the row that `bytes` complete, and begins the next.
  private mutating func complete(
    _ bytes: UnsafeBufferPointer<UInt8>, _ body: (CSVRecord) -> Void
  ) {
    if begun.isEmpty {
      withRecord(bytes, body)
    } else {
      begun.append(contentsOf: bytes)
      begun.withUnsafeBufferPointer { withRecord($0, body) }
      begun.removeAll(keepingCapacity: true)
    }
    parser.nextRow()
  }

  private func isBlank(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    begun.allSatisfy(isBlankByte) && bytes.allSatisfy(isBlankByte)
  }

  private func withRecord(
    _ raw: UnsafeBufferPointer<UInt8>, _ body: (CSVRecord) -> Void
  ) {
    body(parser.record(line: firstLine, raw: raw))
  }

  /// After an error, reading goes on at the start of the next line.
  private mutating func resume(after isWhole: Bool) {
    isSkipping = !isWhole
    firstLine = line + 1
  }

  /// The LF of a CRLF that was split between two pieces: part of a quoted field, or nothing.
  private mutating func acceptSplitLineEnd(_ piece: UnsafeBufferPointer<UInt8>) -> Int {
    let end = UnsafeBufferPointer(rebasing: piece[..<1])
    if !isSkipping, !begun.isEmpty {
      _ = parser.feed(end)
      begun.append(lineFeed)
    }
    return 1
  }
}

/// What a stream of CSV bytes turns out to hold.
enum CSVEvent {
  /// Lines that are rows of plain fields.
  case lines(CSVLines)
  /// A row of fields.
  case row(CSVRecord)
  /// A line with nothing on it.
  case blankLine(Int)
  /// A quote where none may stand; the row's complete fields, up to the line with the error.
  case malformedQuote(CSVRecord)
  /// A row that is longer than any may be, behind which nothing is read; its complete fields.
  case longRow(CSVRecord)
  /// The input ended inside quotes; the row's complete fields.
  case unterminatedQuote(CSVRecord)
}

private let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

let lineFeed = UInt8(ascii: "\n")
let carriageReturn = UInt8(ascii: "\r")

func isLineEnd(_ byte: UInt8) -> Bool { byte == lineFeed || byte == carriageReturn }

private func isBlankByte(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || isLineEnd(byte) }

/// The index after the line end at or after `start`; the count when the line has no end yet.
func lineEnd(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int {
  var i = start
  while i < bytes.count, !isLineEnd(bytes[i]) { i &+= 1 }
  guard i < bytes.count else { return i }
  let isPair = bytes[i] == carriageReturn && i + 1 < bytes.count && bytes[i + 1] == lineFeed
  return isPair ? i + 2 : i + 1
}
