import MarginCore

/// Writes one CSV table into a buffer: RFC 4180 in UTF-8, lines ended by LF.
struct TableWriter {
  /// What has been written.
  private(set) var bytes: [UInt8] = []

  /// How many moments are remembered as text; a row has few that were not in one just before.
  private static let knownTimes = 64

  private var isRowBegun = false
  private var times: [Timestamp: [UInt8]] = [:]
  private var latest: (time: Timestamp, text: [UInt8])?

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
    var value = value
    value.withUTF8 { text in
      guard text.contains(where: needsQuotes) else { return bytes.append(contentsOf: text) }
      bytes.append(quote)
      text.forEach { bytes.append(contentsOf: repeatElement($0, count: $0 == quote ? 2 : 1)) }
      bytes.append(quote)
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
    if let latest, latest.time == value { return bytes.append(contentsOf: latest.text) }
    let text = text(of: value)
    bytes.append(contentsOf: text)
    latest = (value, text)
  }

  private mutating func text(of value: Timestamp) -> [UInt8] {
    if let known = times[value] { return known }
    let text = Array(value.description.utf8)
    if times.count == Self.knownTimes { times.removeAll(keepingCapacity: true) }
    times[value] = text
    return text
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
