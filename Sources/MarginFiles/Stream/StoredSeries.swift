import MarginCore

/// A price series in memory, or in a temporary file when it is too long for that.
enum StoredSeries: Sendable {
  case memory(PriceSeries)
  case file(SpooledSeries)

  /// How many rows there are.
  var count: Int {
    switch self {
    case .memory(let series): series.times.count
    case .file(let series): series.count
    }
  }

  /// The rows of a range.
  func rows(_ range: Range<Int>) throws(FileError) -> PriceSeries {
    switch self {
    case .file(let series): return try series.rows(range)
    case .memory(let series):
      var part = PriceSeries()
      (part.times, part.close) = (Array(series.times[range]), Array(series.close[range]))
      return part
    }
  }

  /// The index of the first row after `time`.
  func firstLater(than time: Timestamp) throws(FileError) -> Int {
    switch self {
    case .file(let series): try series.firstLater(than: time)
    case .memory(let series):
      LastKnown(times: series.times, maxAge: .zero).firstLater(than: time)
    }
  }

  /// How many rows there are from `start` to before `end`.
  func count(from start: Timestamp, to end: Timestamp) throws(FileError) -> Int {
    let moment = TimeSpan(microseconds: -1)
    let first = try firstLater(than: start + moment)
    return max(0, try firstLater(than: end + moment) - first)
  }

  /// The last rows known at ascending `times`, each once.
  ///
  /// However many rows there are between two of these times, few are in memory at once.
  func lastKnown(at times: [Timestamp]) throws(FileError) -> PriceSeries {
    var known = PriceSeries()
    guard let first = times.first, count > 0 else { return known }
    var cursor = SeriesCursor(self)
    var row = max(0, try firstLater(than: first) - 1)
    for time in times {
      while row + 1 < count, try cursor.row(row + 1).time <= time { row += 1 }
      let found = try cursor.row(row)
      guard found.time <= time, known.times.last != found.time else { continue }
      known.times.append(found.time)
      known.close.append(found.price)
    }
    return known
  }
}

/// A place in a series, with the rows behind it at hand.
private struct SeriesCursor {
  private static let block = 4096

  private let series: StoredSeries
  private var block = PriceSeries()
  private var start = 0

  init(_ series: StoredSeries) {
    self.series = series
  }

  mutating func row(_ index: Int) throws(FileError) -> (time: Timestamp, price: Double) {
    if index < start || index >= start + block.times.count {
      block = try series.rows(index..<min(index + Self.block, series.count))
      start = index
    }
    return (block.times[index - start], block.close[index - start])
  }
}
