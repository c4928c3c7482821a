import Foundation
import MarginCore

/// A price series that is too long for memory: times and closing prices in a temporary file.
///
/// The file has no name, so that nothing is left of it however the program ends. Reading it again is
/// far cheaper than reading the CSV file again, and gives what was checked, whatever became of that.
final class SpooledSeries: Sendable {
  /// How many rows there are.
  let count: Int
  /// The first and the last row.
  let ends: PriceSeries
  /// The highest price.
  let highest: Double
  private let descriptor: Int32

  init(_ descriptor: Int32, count: Int, ends: PriceSeries, highest: Double) {
    (self.descriptor, self.count) = (descriptor, count)
    (self.ends, self.highest) = (ends, highest)
  }

  deinit { close(descriptor) }

  /// The rows of a range.
  func rows(_ range: Range<Int>) throws(FileError) -> PriceSeries {
    let cells = try cells(range)
    var series = PriceSeries()
    series.times = cells.map { Timestamp(microseconds: $0.time) }
    series.close = cells.map(\.price)
    return series
  }

  /// The index of the first row after `time`.
  func firstLater(than time: Timestamp) throws(FileError) -> Int {
    var (low, high) = (0, count)
    while low < high {
      let middle = (low + high) / 2
      let cell = try cells(middle..<middle + 1)[0]
      if cell.time <= time.microseconds { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// A row as it is stored.
  struct Cell {
    var time: Int64
    var price: Double
  }

  private func cells(_ range: Range<Int>) throws(FileError) -> [Cell] {
    let (size, offset) = (MemoryLayout<Cell>.stride, MemoryLayout<Cell>.stride * range.lowerBound)
    var isRead = true
    let cells = [Cell](unsafeUninitializedCapacity: range.count) { buffer, filled in
      let bytes = UnsafeMutableRawBufferPointer(buffer)
      var done = 0
      while isRead, done < size * range.count, let base = bytes.baseAddress {
        let more = pread(descriptor, base + done, size * range.count - done, off_t(offset + done))
        if more < 0, errno == EINTR { continue }
        isRead = more > 0
        done += max(0, more)
      }
      filled = isRead ? range.count : 0
    }
    guard isRead else { throw .failed(unreadable) }
    return cells
  }

  private var unreadable: Problem {
    Problem(
      at: Place("temporary file"), "cannot be read again: \(String(cString: strerror(errno)))",
      code: "unreadable", hint: "check the disk that holds temporary files")
  }
}

/// Writes a ``SpooledSeries``, as long as its rows need nothing done to them.
final class SeriesSpool {
  /// Whether no row was out of order, twice there, or too far from the one before.
  private(set) var isClean = true

  private let jumps: Bool
  private var descriptor: Int32
  private var (count, first, last) = (0, SpooledSeries.Cell?.none, SpooledSeries.Cell?.none)
  private var highest = -Double.infinity

  /// - Parameter keepsJumps: Whether a price may be many times the one before.
  init(keepsJumps: Bool) throws(FileError) {
    jumps = keepsJumps
    let folder = FileManager.default.temporaryDirectory.path
    var name = Array("\(folder)/margincall-XXXXXX".utf8CString)
    descriptor = mkstemp(&name)
    guard descriptor >= 0 else { throw .failed(Self.problem) }
    unlink(name)
  }

  deinit { if descriptor >= 0 { close(descriptor) } }

  /// Adds rows.
  func append(_ series: PriceSeries) throws(FileError) {
    guard isClean, !series.times.isEmpty else { return }
    let cells = zip(series.times, series.close).map {
      SpooledSeries.Cell(time: $0.microseconds, price: $1)
    }
    isClean = cells.count == series.times.count && areClean(cells)
    (first, last) = (first ?? cells.first, cells.last)
    count += cells.count
    highest = cells.reduce(highest) { max($0, $1.price) }
    guard cells.withUnsafeBytes({ writeAll($0, to: descriptor) }) else {
      throw .failed(Self.problem)
    }
  }

  /// The series, which takes over the file; `nil` without rows.
  func finish() -> SpooledSeries? {
    guard let first, let last else { return nil }
    var ends = PriceSeries()
    ends.times = [first, last].map { Timestamp(microseconds: $0.time) }
    ends.close = [first.price, last.price]
    defer { descriptor = -1 }
    return SpooledSeries(descriptor, count: count, ends: ends, highest: highest)
  }

  private func areClean(_ cells: [SpooledSeries.Cell]) -> Bool {
    var before = last
    return cells.allSatisfy { cell in
      defer { before = cell }
      guard let before else { return true }
      return before.time < cell.time && (jumps || !AssetReview.isJump(before.price, cell.price))
    }
  }

  private static var problem: Problem {
    Problem(
      at: Place("temporary file"), "cannot be written: \(String(cString: strerror(errno)))",
      code: "write-failed",
      hint: "16 bytes are needed for each row of prices; set TMPDIR to a folder with room")
  }
}
