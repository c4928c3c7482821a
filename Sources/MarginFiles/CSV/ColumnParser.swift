import CLibCSV
import MarginCore

/// libcsv turning plain lines into columns of values, each field as it is found.
final class ColumnParser {
  private let parser = UnsafeMutablePointer<csv_parser>.allocate(capacity: 1)
  /// Behind a pointer, because the callbacks of C know it by its address.
  private let visit = UnsafeMutablePointer<ColumnVisit>.allocate(capacity: 1)
  private let slots: UnsafeMutableBufferPointer<ColumnSlot>
  private let positions: [Int]
  private let delimiter: UInt8
  private var capacity = 0

  /// A parser of rows with `width` fields, of which those at `positions` are wanted.
  init(_ kinds: [ColumnKind], at positions: [Int], width: Int, delimiter: UInt8) {
    (self.positions, self.delimiter) = (positions, delimiter)
    slots = .allocate(capacity: width)
    slots.initialize(repeating: ColumnSlot())
    for (kind, position) in zip(kinds, positions) { slots[position].set(kind) }
    visit.initialize(to: ColumnVisit(slots: slots))
    csv_init(parser, UInt8(CSV_STRICT | CSV_STRICT_FINI))
    csv_set_blk_size(parser, 4096)
    csv_set_delim(parser, delimiter)
  }

  deinit {
    csv_free(parser)
    parser.deallocate()
    visit.deinitialize(count: 1)
    visit.deallocate()
    for slot in slots { slot.values?.deallocate() }
    slots.deinitialize()
    slots.deallocate()
  }

  /// Cuts the lines into fields and keeps the values, until the next call.
  func parse(_ lines: CSVLines) {
    reserve(lines.count)
    visit.pointee.begin()
    _ = csv_parse(
      parser, lines.bytes.baseAddress, lines.bytes.count, valueEnded, valueRowEnded, visit)
  }

  /// The numbers, among the lines parsed, of those that have no values.
  var leftOut: [Int] { visit.pointee.leftOut }

  /// The values of the lines parsed.
  func columns(of lines: CSVLines, _ layout: CSVLayout) -> CSVColumns {
    CSVColumns(
      count: visit.pointee.row, values: positions.compactMap { slots[$0].values },
      source: .lines(lines, leftOut: leftOut, delimiter: delimiter), layout: layout)
  }

  private func reserve(_ rows: Int) {
    guard rows > capacity else { return }
    capacity = rows
    for position in positions {
      slots[position].values?.deallocate()
      slots[position].values = .allocate(byteCount: 8 * rows, alignment: 64)
    }
  }
}

/// How the values of a column are read.
enum ColumnKind: Sendable {
  /// Finite decimal numbers.
  case number
  /// ISO 8601 dates, and times with a zone.
  case isoTime
  /// Times that are written alike.
  case steadyTime(SteadyTime)
  /// Moments, as a function reads them.
  case time(@Sendable (UnsafeBufferPointer<UInt8>) -> Timestamp?)
}

/// What becomes of a field: nothing, or a value of eight bytes in a column.
///
/// The kind is spread over plain fields, as to take a function out of an enum for every value would
/// count its references.
private struct ColumnSlot {
  var values: UnsafeMutableRawPointer?
  private(set) var reading = Reading.number
  private(set) var shape: SteadyTime.Shape?
  private(set) var offset: Int64 = 0
  private(set) var parse: (UnsafeBufferPointer<UInt8>) -> Timestamp? = { _ in nil }

  enum Reading {
    case number, isoTime, time
  }

  mutating func set(_ kind: ColumnKind) {
    switch kind {
    case .number: reading = .number
    case .isoTime: reading = .isoTime
    case .time(let parse): (reading, self.parse) = (.time, parse)
    case .steadyTime(let time):
      (reading, parse) = (.time, time.others)
      (shape, offset) = (time.shape, time.offset)
    }
  }
}

/// How far libcsv has come in plain lines.
private struct ColumnVisit {
  let slots: UnsafeMutableBufferPointer<ColumnSlot>
  var (field, row, line, isGood) = (0, 0, 0, true)
  var leftOut: [Int] = []
  var day = KnownDay()

  init(slots: UnsafeMutableBufferPointer<ColumnSlot>) { self.slots = slots }

  mutating func begin() {
    (field, row, line, isGood) = (0, 0, 0, true)
    if !leftOut.isEmpty { leftOut.removeAll() }
  }

  @inline(__always)
  mutating func take(_ text: UnsafeBufferPointer<UInt8>) {
    defer { field &+= 1 }
    guard field < slots.count, let values = slots[field].values else { return }
    switch slots[field].reading {
    case .number: store(decimalNumber(text).flatMap { $0.isFinite ? $0 : nil }, in: values)
    case .isoTime: store(day.timestamp(text), in: values)
    case .time: store(time(text), in: values)
    }
  }

  @inline(__always)
  private mutating func time(_ text: UnsafeBufferPointer<UInt8>) -> Timestamp? {
    if let shape = slots[field].shape, let known = day.microseconds(text, as: shape) {
      return Timestamp(microseconds: known &+ slots[field].offset)
    }
    return slots[field].parse(text)
  }

  /// A row with a wrong value, or too few or many, is written over by the next.
  mutating func endRow() {
    if isGood, field == slots.count { row &+= 1 } else { leftOut.append(line) }
    (field, line, isGood) = (0, line &+ 1, true)
  }

  @inline(__always)
  private mutating func store<Value>(_ value: Value?, in values: UnsafeMutableRawPointer) {
    guard let value else { return isGood = false }
    values.storeBytes(of: value, toByteOffset: 8 &* row, as: Value.self)
  }
}

private func valueEnded(
  _ bytes: UnsafeMutableRawPointer?, _ count: Int, _ context: UnsafeMutableRawPointer?
) {
  guard let bytes, let context else { return }
  let text = UnsafeBufferPointer(start: bytes.assumingMemoryBound(to: UInt8.self), count: count)
  context.assumingMemoryBound(to: ColumnVisit.self).pointee.take(text)
}

private func valueRowEnded(_ terminator: Int32, _ context: UnsafeMutableRawPointer?) {
  context?.assumingMemoryBound(to: ColumnVisit.self).pointee.endRow()
}
