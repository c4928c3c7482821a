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
  init(_ columns: [CSVColumn], at positions: [Int], width: Int, delimiter: UInt8) {
    (self.positions, self.delimiter) = (positions, delimiter)
    slots = .allocate(capacity: width)
    slots.initialize(repeating: ColumnSlot())
    for (column, position) in zip(columns, positions) { slots[position].kind = column.kind }
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

/// What becomes of a field: nothing, or a value of eight bytes in a column.
private struct ColumnSlot {
  var kind: CSVColumn.Kind?
  var values: UnsafeMutableRawPointer?
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
    switch slots[field].kind {
    case .number: store(decimalNumber(text).flatMap { $0.isFinite ? $0 : nil }, in: values)
    case .isoTime: store(day.timestamp(text), in: values)
    case .time(let parse): store(parse(text), in: values)
    case nil: break
    }
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
