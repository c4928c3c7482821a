public import MarginCore

/// A market whose prices are in files, of which one window of rows is in memory at a time.
public struct StreamedMarket: MarketWindows {
  /// The underlyings, in the order that instruments refer to them.
  public var underlyings: [Underlying] { rows.experiment.market.underlyings.map(\.underlying) }
  /// How many steps are replayed.
  public var stepCount: Int { extent.count - extent.firstStep }

  /// How many rows stand before the first step.
  var warmUp: Int { extent.firstStep }
  /// The first step and the last.
  public let span: ClosedRange<Timestamp>

  private let rows: MarketRows
  private let extent: MarketExtent

  /// The market that `rows` hold; `nil` where they do not fit the experiment, which
  /// ``assemble(_:relativeTo:displayFolder:brought:catalogue:readPrices:)`` explains.
  init?(_ rows: MarketRows, needs: [Int]) throws(FileError) {
    guard let extent = try MarketExtent(rows, needs: needs),
      let first = try rows.row(extent.firstStep), let last = extent.last, first.time <= last
    else { return nil }
    let experiment = rows.experiment
    guard experiment.expired(at: first.time).isEmpty,
      experiment.wideStrikes(at: first.prices).isEmpty
    else { return nil }
    (self.rows, self.extent, span) = (rows, extent, first.time...last)
  }

  /// Hands over windows whose steps, one window after another, are those of the market.
  public func forEachWindow(
    _ body: (MarketHistory) throws(FileError) -> Void
  ) throws(FileError) {
    var firstPrices: [Double]?
    try rows.forEachPart { part throws(FileError) in
      let end = part.start + part.clock.times.count
      guard end > extent.firstStep else { return }
      let columns = try part.columns.columns()
      let firstStep = max(part.firstNew, extent.firstStep - part.start)
      let prices = firstPrices ?? columns.map { $0.price(at: firstStep) }
      firstPrices = prices
      let factors = try part.columns.factors()
      try body(
        part.columns.history(of: columns, factors, firstStep: firstStep, firstPrices: prices))
    }
  }
}

/// Where a market's steps lie among its rows.
struct MarketExtent: Sendable {
  /// The first row that is replayed.
  private(set) var firstStep = 0
  /// How many rows there are.
  private(set) var count = 0
  /// The last row.
  private(set) var last: Timestamp?

  private var windowStart: Int?
  /// For each underlying the first row with a volatility, and the last without.
  private var known: [(first: Int?, lastWithout: Int?)]

  /// Looks through all rows; `nil` where something is not as it must be.
  init?(_ rows: MarketRows, needs: [Int]) throws(FileError) {
    known = rows.experiment.market.underlyings.map { _ in (nil, nil) }
    guard try rows.areAligned() else { return nil }
    var seen = self
    try rows.forEachPart { part throws(FileError) in try seen.add(part) }
    self = seen
    let start = windowStart ?? count
    let isFixed = rows.experiment.market.from != nil
    firstStep = isFixed ? start : (known.map { $0.first ?? 0 } + needs).reduce(start, max)
    let available = isFixed ? start : count - 1
    guard firstStep < count, needs.allSatisfy({ $0 <= available }),
      known.allSatisfy({ $0.lastWithout.map { $0 < firstStep } ?? true })
    else { return nil }
  }

  private mutating func add(_ part: MarketRows.Part) throws(FileError) {
    let columns = try part.columns.columns()
    for row in part.clock.times.indices.dropFirst(part.firstNew) {
      if windowStart == nil, row >= part.clock.windowStart { windowStart = part.start + row }
      for (index, column) in columns.enumerated() {
        if !column.isKnown(row) {
          known[index].lastWithout = part.start + row
        } else if known[index].first == nil {
          known[index].first = part.start + row
        }
      }
    }
    count = part.start + part.clock.times.count
    last = part.clock.times.last ?? last
  }
}
