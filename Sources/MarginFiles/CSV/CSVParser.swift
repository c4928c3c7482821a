import CLibCSV

/// libcsv in strict mode, collecting the fields of one row at a time.
///
/// libcsv is lax by default: without its strict options a stray or unclosed quote is data.
final class CSVParser {
  /// The bytes of all fields of the row, one after another, blanks around them removed.
  private(set) var text: [UInt8] = []
  /// For each field, where it ends in `text`.
  private(set) var ends: [Int] = []
  /// Whether the row is complete.
  private(set) var hasRow = false

  private let parser = UnsafeMutablePointer<csv_parser>.allocate(capacity: 1)

  init() {
    csv_init(parser, UInt8(CSV_STRICT | CSV_STRICT_FINI))
    csv_set_blk_size(parser, 4096)
  }

  deinit {
    csv_free(parser)
    parser.deallocate()
  }

  /// Takes in part of a line; returns how many bytes libcsv accepted before it met an error.
  func feed(_ bytes: UnsafeBufferPointer<UInt8>) -> Int {
    csv_parse(parser, bytes.baseAddress, bytes.count, fieldEnded, rowEnded, context)
  }

  /// Ends the input; false when a quote is still open.
  func finish() -> Bool {
    csv_fini(parser, fieldEnded, rowEnded, context) == 0
  }

  /// Forgets the row, once it has been used.
  func nextRow() {
    text.removeAll(keepingCapacity: true)
    ends.removeAll(keepingCapacity: true)
    hasRow = false
  }

  /// Forgets everything, libcsv's own state included.
  func restart() {
    csv_free(parser)
    csv_init(parser, UInt8(CSV_STRICT | CSV_STRICT_FINI))
    csv_set_blk_size(parser, 4096)
    nextRow()
  }

  private var context: UnsafeMutableRawPointer { Unmanaged.passUnretained(self).toOpaque() }

  fileprivate func append(_ field: UnsafeRawBufferPointer) {
    text.append(contentsOf: field)
    ends.append(text.count)
  }

  fileprivate func endRow() { hasRow = true }
}

private func fieldEnded(
  _ bytes: UnsafeMutableRawPointer?, _ count: Int, _ context: UnsafeMutableRawPointer?
) {
  guard let context else { return }
  Unmanaged<CSVParser>.fromOpaque(context).takeUnretainedValue()
    .append(UnsafeRawBufferPointer(start: bytes, count: count))
}

private func rowEnded(_ terminator: Int32, _ context: UnsafeMutableRawPointer?) {
  guard let context else { return }
  Unmanaged<CSVParser>.fromOpaque(context).takeUnretainedValue().endRow()
}
