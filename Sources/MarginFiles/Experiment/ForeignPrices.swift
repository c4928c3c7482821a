internal import MarginCore

/// Prices of another currency, turned into those of the account.
struct ForeignPrices {
  let source: CurrencySource
  let rates: PriceSeries
  let place: Place

  /// Each row of `prices` times the last exchange rate known at its time.
  ///
  /// Rows before the first rate are left out: nothing turns them.
  ///
  /// - Throws: ``FileError`` when later rows find only rates that are too old.
  func converted(_ prices: PriceSeries) throws(FileError) -> PriceSeries {
    let known = LastKnown(times: rates.times, maxAge: source.maxAge)
    let start = rates.times.first.map { first in prices.times.partitioningIndex { $0 >= first } }
    let kept = (start ?? prices.times.endIndex)..<prices.times.endIndex
    let rows = kept.map { known.row(at: prices.times[$0]) }
    let missing = zip(kept, rows).filter { $1 == nil }.map { prices.times[$0.0] }
    guard missing.isEmpty, !kept.isEmpty else { throw .invalid([unknown(missing)]) }
    let factors = rows.compactMap { $0.map(factor) }
    var result = PriceSeries()
    result.times = Array(prices.times[kept])
    result.open = prices.open.isEmpty ? [] : zip(prices.open[kept], factors).map(*)
    result.high = prices.high.isEmpty ? [] : zip(prices.high[kept], factors).map(*)
    result.low = prices.low.isEmpty ? [] : zip(prices.low[kept], factors).map(*)
    result.close = zip(prices.close[kept], factors).map(*)
    return result
  }

  private func factor(_ row: Int) -> Double {
    source.isInverted ? 1 / rates.close[row] : rates.close[row]
  }

  private func unknown(_ times: [Timestamp]) -> Problem {
    let first = times.first.map { "on \($0), the first of \(times.count) such rows" }
    let age = source.maxAge == .zero ? "" : " at most \(durationText(source.maxAge)) old"
    return Problem(
      at: place,
      "\(shown(source.file)) has no rate\(age) \(first ?? "at the time of any price")",
      code: "missing-rate",
      hint: "raise max-age of fx if an older rate will do, or read fewer prices with  from  and  to"
    )
  }
}
