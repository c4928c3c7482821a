import MarginCore

/// Writes one CSV table into a buffer: RFC 4180 in UTF-8, lines ended by LF.
struct TableWriter {
  /// What has been written.
  private(set) var bytes: [UInt8] = []

  private var isRowBegun = false
  private var times: [Timestamp: [UInt8]] = [:]

  /// A table without a line.
  init() {}

  /// A table whose first line names the columns.
  init(columns: [String]) {
    columns.forEach { text($0) }
    endRow()
  }

  /// Forgets what has been written, once it is elsewhere.
  mutating func clear() { bytes.removeAll(keepingCapacity: true) }

  /// Ends the row.
  mutating func endRow() {
    bytes.append(lineFeed)
    isRowBegun = false
  }

  /// Writes fields that are CSV already.
  mutating func fields(_ csv: UnsafeBufferPointer<UInt8>) {
    separate()
    bytes.append(contentsOf: csv)
  }

  /// Writes a field that holds nothing.
  mutating func empty() { separate() }

  /// Writes a text, in quotes where it needs them.
  mutating func text(_ value: String) {
    separate()
    if value.utf8.contains(where: needsQuotes) {
      bytes.append(quote)
      value.utf8.forEach { bytes.append(contentsOf: repeatElement($0, count: $0 == quote ? 2 : 1)) }
      bytes.append(quote)
    } else {
      bytes.append(contentsOf: value.utf8)
    }
  }

  /// Writes a number as ``numberText(_:)`` has it; nothing when it is `nil` or not finite.
  mutating func number(_ value: Double?) {
    separate()
    guard let value, value.isFinite else { return }
    if value == 0 { return bytes.append(0x30) }
    appendNumber(value, to: &bytes)
  }

  /// Writes a moment; nothing when it is `nil`.
  mutating func time(_ value: Timestamp?) {
    separate()
    guard let value else { return }
    if let known = times[value] { return bytes.append(contentsOf: known) }
    let text = Array(value.description.utf8)
    times[value] = text
    bytes.append(contentsOf: text)
  }

  private mutating func separate() {
    if isRowBegun { bytes.append(UInt8(ascii: ",")) }
    isRowBegun = true
  }
}

private let quote = UInt8(ascii: "\"")

private func needsQuotes(_ byte: UInt8) -> Bool {
  byte == quote || byte == UInt8(ascii: ",") || byte == lineFeed || byte == carriageReturn
}
