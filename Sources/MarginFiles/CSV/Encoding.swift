/// The index of the first byte that is not UTF-8 text, a NUL included; `nil` when there is none.
func invalidUTF8(in bytes: UnsafeBufferPointer<UInt8>) -> Int? {
  isPlain(bytes) ? nil : firstError(in: bytes)
}

/// What to do about bytes that are not UTF-8.
func encodingHint(_ bytes: UnsafeBufferPointer<UInt8>) -> String {
  switch true {
  case bytes.starts(with: [0x50, 0x4B, 3, 4]):
    "the file is a ZIP archive or a spreadsheet; export it as CSV"
  case bytes.contains(0): "the file looks like UTF-16 or binary data; save it as UTF-8"
  default: "save the file as UTF-8; Latin-1 can be converted with iconv -f latin1 -t utf-8"
  }
}

/// Whether every byte is ASCII and none is NUL.
private func isPlain(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
  var highest: UInt8 = 0
  var lowest: UInt8 = 0xFF
  for byte in bytes {
    highest = max(highest, byte)
    lowest = min(lowest, byte)
  }
  return highest < 0x80 && lowest > 0
}

private func firstError(in bytes: UnsafeBufferPointer<UInt8>) -> Int? {
  var decoder = UTF8()
  var iterator = bytes.makeIterator()
  var offset = 0
  while true {
    switch decoder.decode(&iterator) {
    case .scalarValue("\0"), .error: return offset
    case .scalarValue(let scalar): offset += UTF8.width(scalar)
    case .emptyInput: return nil
    }
  }
}
