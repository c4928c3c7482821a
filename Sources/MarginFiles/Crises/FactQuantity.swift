/// What a fact may say about a price series over a day, or from one day to another.
///
/// A day of a series with several rows a day is all of them, in UTC.
enum FactQuantity: String, CaseIterable {
  /// The first opening price.
  case open
  /// The highest price.
  case high
  /// The lowest price.
  case low
  /// The last closing price.
  case close
  /// Close over the close before, less 1; with two days, over the close of the first.
  case `return`
  /// The highest closing price.
  case highestClose = "highest-close"
  /// The lowest closing price.
  case lowestClose = "lowest-close"
  /// How many rows there are.
  case rows
  /// The last volatility that the replay used.
  case volatility

  /// The value over `days` in `series`; a reason where there is none.
  func value(in series: PriceSeries, _ days: FactDays) throws(NoEvidence) -> Double {
    let rows = days.rows(of: series.times)
    guard self != .rows else { return Double(rows.count) }
    guard let last = rows.last else { throw NoEvidence("the data have no row \(days)") }
    switch self {
    case .open: return try known(series.open, rows).first ?? .nan
    case .high: return try known(series.high, rows).max() ?? .nan
    case .low: return try known(series.low, rows).min() ?? .nan
    case .highestClose: return series.close[rows].max() ?? .nan
    case .lowestClose: return series.close[rows].min() ?? .nan
    case .return: return try change(in: series.close, from: try base(series, days), to: last)
    case .close, .rows, .volatility: return series.close[last]
    }
  }

  private func known(
    _ column: [Double], _ rows: Range<Int>
  ) throws(NoEvidence) -> ArraySlice<Double> {
    guard column.indices.contains(rows.upperBound - 1) else {
      throw NoEvidence("the experiment reads closing prices only")
    }
    return column[rows]
  }

  /// The row that a return starts from: the last of the first day, or the one before a single day.
  private func base(
    _ series: PriceSeries, _ days: FactDays
  ) throws(NoEvidence) -> Int {
    let first = FactDays(days.first, days.first)
    let rows = first.rows(of: series.times)
    let row = days == first ? rows.lowerBound - 1 : rows.last ?? -1
    guard row >= 0 else { throw NoEvidence("the data have no row to start from") }
    return row
  }

  private func change(
    in close: [Double], from start: Int, to end: Int
  ) throws(NoEvidence) -> Double {
    guard close[start] > 0 else { throw NoEvidence("a return starts from a price above zero") }
    return close[end] / close[start] - 1
  }
}

/// Why a statement cannot be checked.
struct NoEvidence: Error, Equatable {
  let reason: String

  init(_ reason: String) { self.reason = reason }
}
