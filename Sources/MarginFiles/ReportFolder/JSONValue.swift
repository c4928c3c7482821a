/// A JSON document whose text depends on nothing but its values.
///
/// Keys keep the order they are given in, and numbers are written as ``numberText(_:)`` has them.
/// Foundation's encoder orders keys by its own rules and writes numbers as it sees fit.
public indirect enum JSONValue: Sendable {
  /// Members in the order they are written.
  case object([(String, JSONValue)])
  /// Elements in order.
  case array([JSONValue])
  /// A text.
  case string(String)
  /// A number; one that is not finite is written as `null`.
  case number(Double)
  /// A whole number.
  case integer(Int)
  /// True or false.
  case bool(Bool)
  /// Nothing.
  case null

  /// The document, indented by two spaces, without a line end after it.
  public var text: String {
    var bytes: [UInt8] = []
    write(to: &bytes, depth: 0)
    return String(decoding: bytes, as: UTF8.self)
  }

  private func write(to bytes: inout [UInt8], depth: Int) {
    switch self {
    case .object(let members): writeMembers(members, to: &bytes, depth)
    case .array(let elements): writeElements(elements, to: &bytes, depth)
    case .string(let text): writeJSONString(text, to: &bytes)
    case .number(let value) where value.isFinite: appendNumber(value, to: &bytes)
    case .integer(let value): bytes.append(contentsOf: value.description.utf8)
    case .bool(let value): bytes.append(contentsOf: (value ? "true" : "false").utf8)
    case .number, .null: bytes.append(contentsOf: "null".utf8)
    }
  }

  private func writeMembers(
    _ members: [(String, JSONValue)], to bytes: inout [UInt8], _ depth: Int
  ) {
    writeList(members, "{", "}", to: &bytes, depth) { member, bytes in
      writeJSONString(member.0, to: &bytes)
      bytes.append(contentsOf: ": ".utf8)
      member.1.write(to: &bytes, depth: depth + 1)
    }
  }

  private func writeElements(_ elements: [JSONValue], to bytes: inout [UInt8], _ depth: Int) {
    writeList(elements, "[", "]", to: &bytes, depth) { element, bytes in
      element.write(to: &bytes, depth: depth + 1)
    }
  }

  private func writeList<Item>(
    _ items: [Item], _ open: String, _ close: String, to bytes: inout [UInt8], _ depth: Int,
    write: (Item, inout [UInt8]) -> Void
  ) {
    bytes.append(contentsOf: open.utf8)
    for (index, item) in items.enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      writeIndent(depth + 1, to: &bytes)
      write(item, &bytes)
    }
    if !items.isEmpty { writeIndent(depth, to: &bytes) }
    bytes.append(contentsOf: close.utf8)
  }

  private func writeIndent(_ depth: Int, to bytes: inout [UInt8]) {
    bytes.append(lineFeed)
    bytes.append(contentsOf: repeatElement(0x20, count: 2 * depth))
  }
}

/// Writes a text in quotes; control characters, quotes and backslashes are escaped (RFC 8259).
func writeJSONString(_ text: String, to bytes: inout [UInt8]) {
  bytes.append(UInt8(ascii: "\""))
  for byte in text.utf8 {
    switch byte {
    case UInt8(ascii: "\""): bytes.append(contentsOf: "\\\"".utf8)
    case UInt8(ascii: "\\"): bytes.append(contentsOf: "\\\\".utf8)
    case lineFeed: bytes.append(contentsOf: "\\n".utf8)
    case 0..<0x20, 0x7F: bytes.append(contentsOf: escape(byte).utf8)
    default: bytes.append(byte)
    }
  }
  bytes.append(UInt8(ascii: "\""))
}

private func escape(_ byte: UInt8) -> String {
  let digits = String(byte, radix: 16)
  return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
}
