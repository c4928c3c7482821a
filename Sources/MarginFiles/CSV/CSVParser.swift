import CLibCSV

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// libcsv in strict mode, collecting the fields of one row at a time.
///
/// libcsv is lax by default: without its strict options a stray or unclosed quote is data.
final class CSVParser {
  private let parser = UnsafeMutablePointer<csv_parser>.allocate(capacity: 1)
  /// Behind a pointer, because the callbacks of C know it by its address.
  private let fields = UnsafeMutablePointer<ParsedFields>.allocate(capacity: 1)
  private let delimiter: UInt8

  init(delimiter: UInt8) {
    self.delimiter = delimiter
    fields.initialize(to: ParsedFields())
    begin()
  }

  deinit {
    csv_free(parser)
    parser.deallocate()
    fields.pointee.free()
    fields.deinitialize(count: 1)
    fields.deallocate()
  }

  /// Whether the row is complete.
  var hasRow: Bool { fields.pointee.hasRow }

  /// Takes in part of a line; returns how many bytes libcsv accepted before it met an error.
  func feed(_ bytes: UnsafeBufferPointer<UInt8>) -> Int {
    csv_parse(parser, bytes.baseAddress, bytes.count, fieldEnded, rowEnded, fields)
  }

  /// Ends the input; false when a quote is still open.
  func finish() -> Bool {
    csv_fini(parser, fieldEnded, rowEnded, fields) == 0
  }

  /// The fields found so far as a row that starts on `line` and is stored as `raw`.
  func record(line: Int, raw: UnsafeBufferPointer<UInt8>) -> CSVRecord {
    fields.pointee.record(line: line, raw: raw, delimiter: delimiter, isPlain: false)
  }

  /// Hands over every row of plain lines.
  func rows(in lines: CSVLines, _ body: (CSVRecord) -> Void) {
    withoutActuallyEscaping(body) { body in
      let context = UnsafeMutablePointer<RowVisit>.allocate(capacity: 1)
      context.initialize(
        to: RowVisit(fields: fields, lines: lines, delimiter: delimiter, body: body))
      _ = csv_parse(
        parser, lines.bytes.baseAddress, lines.bytes.count, plainFieldEnded, plainRowEnded, context)
      context.deinitialize(count: 1)
      context.deallocate()
    }
  }

  /// Forgets the row, once it has been used.
  func nextRow() { fields.pointee.clear() }

  /// Forgets everything, libcsv's own state included.
  func restart() {
    csv_free(parser)
    begin()
    nextRow()
  }

  private func begin() {
    csv_init(parser, UInt8(CSV_STRICT | CSV_STRICT_FINI))
    csv_set_blk_size(parser, 4096)
    csv_set_delim(parser, delimiter)
  }
}

/// What libcsv has found of the row it is in: all fields one after another, and where each ends.
private struct ParsedFields {
  private var text = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: 4096)
  private var ends = UnsafeMutableBufferPointer<Int>.allocate(capacity: 64)
  private var length = 0
  private var count = 0
  var hasRow = false

  @inline(__always)
  mutating func append(_ field: UnsafeRawPointer, _ size: Int) {
    let end = length &+ size
    if end > text.count { text = grown(text, length, toHold: end) }
    if count == ends.count { ends = grown(ends, count, toHold: count + 1) }
    if size > 0 { memcpy(text.baseAddress.unsafelyUnwrapped + length, field, size) }
    ends[count] = end
    (length, count) = (end, count &+ 1)
  }

  mutating func clear() { (length, count, hasRow) = (0, 0, false) }

  func record(
    line: Int, raw: UnsafeBufferPointer<UInt8>, delimiter: UInt8, isPlain: Bool
  ) -> CSVRecord {
    CSVRecord(
      line: line, raw: raw, text: UnsafeBufferPointer(rebasing: text[..<length]),
      ends: UnsafeBufferPointer(rebasing: ends[..<count]), delimiter: delimiter, isPlain: isPlain)
  }

  func free() {
    text.deallocate()
    ends.deallocate()
  }
}

/// A larger buffer with the first `used` elements of `buffer`, which is freed.
private func grown<Element: BitwiseCopyable>(
  _ buffer: UnsafeMutableBufferPointer<Element>, _ used: Int, toHold count: Int
) -> UnsafeMutableBufferPointer<Element> {
  let larger = UnsafeMutableBufferPointer<Element>.allocate(capacity: max(count, 2 * buffer.count))
  _ = larger.update(fromContentsOf: buffer[..<used])
  buffer.deallocate()
  return larger
}

/// A visit to the rows of plain lines.
private struct RowVisit {
  let fields: UnsafeMutablePointer<ParsedFields>
  let lines: CSVLines
  let delimiter: UInt8
  let body: (CSVRecord) -> Void
  var row = 0
  var start = 0

  mutating func endRow() {
    let raw = lines.line(at: start)
    body(
      fields.pointee.record(
        line: lines.firstLine &+ row, raw: raw, delimiter: delimiter, isPlain: true))
    fields.pointee.clear()
    (row, start) = (row &+ 1, start &+ raw.count)
  }
}

private func fieldEnded(
  _ bytes: UnsafeMutableRawPointer?, _ count: Int, _ context: UnsafeMutableRawPointer?
) {
  guard let bytes, let context else { return }
  context.assumingMemoryBound(to: ParsedFields.self).pointee.append(bytes, count)
}

private func rowEnded(_ terminator: Int32, _ context: UnsafeMutableRawPointer?) {
  context?.assumingMemoryBound(to: ParsedFields.self).pointee.hasRow = true
}

private func plainFieldEnded(
  _ bytes: UnsafeMutableRawPointer?, _ count: Int, _ context: UnsafeMutableRawPointer?
) {
  guard let bytes, let context else { return }
  context.assumingMemoryBound(to: RowVisit.self).pointee.fields.pointee.append(bytes, count)
}

private func plainRowEnded(_ terminator: Int32, _ context: UnsafeMutableRawPointer?) {
  context?.assumingMemoryBound(to: RowVisit.self).pointee.endRow()
}
