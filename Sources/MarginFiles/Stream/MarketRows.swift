import MarginCore

/// The rows of an experiment's market, a part at a time.
struct MarketRows: Sendable {
  let experiment: Experiment
  /// What is read whole; of series that are not, the first and the last row.
  let data: [ExperimentFiles.Data]
  /// Prices and volatilities of each underlying.
  let prices, volatilities: [StoredSeries]
  /// How many rows of the clock a part adds.
  let size: Int
  /// How many rows before them it has too, at least 1.
  let lookBack: Int

  /// Successive rows of the clock, with some that came before.
  struct Part {
    /// The index of the first row among those of the market.
    let start: Int
    /// The first row that the part before did not have.
    let firstNew: Int
    let clock: SharedClock
    let columns: MarketColumns
  }

  private var window: ClockWindow { ClockWindow(data.map(\.prices), of: experiment) }
  private var base: StoredSeries { prices[experiment.market.clock] }

  /// Hands over the parts in the order of time.
  func forEachPart(_ body: (Part) throws(FileError) -> Void) throws(FileError) {
    let window = window
    let end = try base.firstLater(than: window.end + TimeSpan(microseconds: -1))
    var (tail, start, next) = ([Timestamp](), 0, 0)
    while next < end {
      let fresh = try base.rows(next..<min(next + size, end)).times
      let part = try part(of: tail + fresh, after: tail.count, start, window)
      try body(part)
      tail = Array(part.clock.times.suffix(lookBack))
      start += part.clock.times.count - tail.count
      next += fresh.count
    }
  }

  private func part(
    of times: [Timestamp], after old: Int, _ start: Int, _ window: ClockWindow
  ) throws(FileError) -> Part {
    var part = data
    for index in data.indices {
      part[index].prices = try prices[index].lastKnown(at: times)
      part[index].volatilities = try volatilities[index].lastKnown(at: times)
    }
    let clock = SharedClock(part.map(\.prices), window, experiment, at: times)
    return Part(
      start: start, firstNew: old, clock: clock,
      columns: MarketColumns(experiment: experiment, data: part, clock: clock))
  }

  /// The moment of a row and the prices at it; `nil` when there is none.
  func row(_ row: Int) throws(FileError) -> (time: Timestamp, prices: [Double])? {
    var found: (time: Timestamp, prices: [Double])?
    try forEachPart { part throws(FileError) in
      let (index, clock) = (row - part.start, part.clock)
      guard found == nil, clock.times.indices.contains(index) else { return }
      let prices = zip(clock.rows, part.columns.data).map { $1.prices.close[$0[index]] }
      found = (clock.times[index], prices)
    }
    return found
  }

  /// Whether every series has prices in the window where the clock has a moment, and none where it
  /// must not.
  func areAligned() throws(FileError) -> Bool {
    let window = window
    let moments = try base.count(from: window.start, to: window.end)
    guard moments > 0 else { return false }
    for (series, plan) in zip(prices, experiment.market.underlyings) {
      let rows = try series.count(from: window.start, to: window.end)
      guard rows > 0, plan.maxAge != nil || rows == moments else { return false }
    }
    var kept = 0
    try forEachPart { part throws(FileError) in
      kept += part.clock.times.dropFirst(part.firstNew).count { $0 >= window.start }
    }
    return kept == moments
  }
}
