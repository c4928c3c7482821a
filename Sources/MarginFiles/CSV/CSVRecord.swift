/// One row as the stream found it, valid only while it is being handed over.
struct CSVRecord {
  /// The line it starts on.
  let line: Int
  /// Its bytes as stored, line ends included.
  let raw: UnsafeBufferPointer<UInt8>

  /// Whether it is one of ``CSVLines``, so that its bytes are ASCII.
  let isPlain: Bool

  private let text: UnsafeBufferPointer<UInt8>
  private let ends: UnsafeBufferPointer<Int>
  private let delimiter: UInt8

  init(
    line: Int, raw: UnsafeBufferPointer<UInt8>, text: UnsafeBufferPointer<UInt8>,
    ends: UnsafeBufferPointer<Int>, delimiter: UInt8, isPlain: Bool
  ) {
    (self.line, self.raw, self.text, self.ends) = (line, raw, text, ends)
    (self.delimiter, self.isPlain) = (delimiter, isPlain)
  }

  /// The number of fields.
  var count: Int { ends.count }

  /// The bytes of one field, without its quotes and the blanks around it.
  subscript(field: Int) -> UnsafeBufferPointer<UInt8> {
    let start = field == 0 ? 0 : ends[field - 1]
    return UnsafeBufferPointer(rebasing: text[start..<ends[field]])
  }

  /// One field as text.
  func string(_ field: Int) -> String { String(decoding: self[field], as: UTF8.self) }

  /// The fields as text.
  var strings: [String] { (0..<count).map(string) }

  /// The row as stored, without its line end.
  var rawFields: UnsafeBufferPointer<UInt8> {
    let end = raw.lastIndex { !isLineEnd($0) }.map { $0 + 1 } ?? 0
    return UnsafeBufferPointer(rebasing: raw[..<end])
  }

  /// Hands over every field as stored, with its quotes and the blanks around it.
  func forEachRawField(_ body: (Int, UnsafeBufferPointer<UInt8>) -> Void) {
    let row = rawFields
    var (field, start, isQuoted) = (0, 0, false)
    for (index, byte) in row.enumerated() {
      if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
      guard byte == delimiter, !isQuoted else { continue }
      body(field, UnsafeBufferPointer(rebasing: row[start..<index]))
      (field, start) = (field + 1, index + 1)
    }
    body(field, UnsafeBufferPointer(rebasing: row[start...]))
  }

  /// The line and the character column at which a field starts, found by reading the row again.
  func position(ofField field: Int) -> (line: Int, column: Int) {
    let start = start(ofField: field)
    let value = raw[start...].firstIndex { $0 == delimiter || $0 != 0x20 && $0 != 0x09 }
    guard let value, raw[value] != delimiter, !isLineEnd(raw[value]) else {
      return position(ofByte: start)
    }
    return position(ofByte: value)
  }

  /// The line and the character column of a byte of `raw`.
  func position(ofByte offset: Int) -> (line: Int, column: Int) {
    var position = (line: line, column: 1)
    var previous: UInt8 = 0
    for byte in raw.prefix(offset) {
      let continuesLineEnd = byte == lineFeed && previous == carriageReturn
      if isLineEnd(byte), !continuesLineEnd { position = (position.line + 1, 1) }
      if !isLineEnd(byte), byte & 0xC0 != 0x80 { position.column += 1 }
      previous = byte
    }
    return position
  }

  /// The index in `raw` after the delimiter before a field.
  private func start(ofField field: Int) -> Int {
    guard field > 0 else { return 0 }
    var isQuoted = false
    var delimiters = 0
    let index = raw.firstIndex { byte in
      if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
      if byte == delimiter, !isQuoted { delimiters += 1 }
      return delimiters == field
    }
    return index.map { $0 + 1 } ?? 0
  }
}
