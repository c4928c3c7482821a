import CLibCSV

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
    fields.deinitialize(count: 1)
    fields.deallocate()
  }

  /// The bytes of all fields of the row, one after another, blanks around them removed.
  var text: [UInt8] { fields.pointee.text }
  /// For each field, where it ends in `text`.
  var ends: [Int] { fields.pointee.ends }
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

  /// Forgets the row, once it has been used.
  func nextRow() {
    fields.pointee.text.removeAll(keepingCapacity: true)
    fields.pointee.ends.removeAll(keepingCapacity: true)
    fields.pointee.hasRow = false
  }

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

/// What libcsv has found of the row it is in.
private struct ParsedFields {
  var text: [UInt8] = []
  var ends: [Int] = []
  var hasRow = false

  mutating func append(_ field: UnsafeRawBufferPointer) {
    text.append(contentsOf: field)
    ends.append(text.count)
  }
}

private func fieldEnded(
  _ bytes: UnsafeMutableRawPointer?, _ count: Int, _ context: UnsafeMutableRawPointer?
) {
  context?.assumingMemoryBound(to: ParsedFields.self).pointee
    .append(UnsafeRawBufferPointer(start: bytes, count: count))
}

private func rowEnded(_ terminator: Int32, _ context: UnsafeMutableRawPointer?) {
  context?.assumingMemoryBound(to: ParsedFields.self).pointee.hasRow = true
}
