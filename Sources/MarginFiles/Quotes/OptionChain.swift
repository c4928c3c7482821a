internal import MarginCore

/// Quotes that belong together: from the first of them to `within` later.
struct OptionChain {
  /// When all of it was known: the time of its last quote.
  let time: Timestamp
  let quotes: [OptionQuote]

  /// The chains of a file, in order of time.
  static func chains(_ quotes: [OptionQuote], within: TimeSpan) -> [OptionChain] {
    let sorted = quotes.enumerated().sorted {
      ($0.element.time, $0.offset) < ($1.element.time, $1.offset)
    }.map(\.element)
    var (chains, start) = ([OptionChain](), sorted.startIndex)
    for row in sorted.indices {
      let isLast = row + 1 == sorted.endIndex || sorted[row + 1].time > sorted[start].time + within
      guard isLast else { continue }
      chains.append(OptionChain(time: sorted[row].time, quotes: Array(sorted[start...row])))
      start = row + 1
    }
    return chains
  }

  /// Its expiries in order, each with its quotes.
  var expiries: [(expiry: Timestamp, quotes: [OptionQuote])] {
    Dictionary(grouping: quotes, by: \.expiry).sorted { $0.key < $1.key }
      .map { ($0.key, $0.value) }
  }
}

extension OptionQuote {
  /// Half of bid and ask; `nil` unless there are both.
  var mid: Double? {
    guard let bid, let ask else { return nil }
    return 0.5 * bid + 0.5 * ask
  }

  var right: OptionRight { isCall ? .call : .put }
  var settlement: Settlement { isInverse ? .inverse : .linear }
  /// Time to expiry when it was quoted.
  var years: Years { time.years(until: expiry) }
}
