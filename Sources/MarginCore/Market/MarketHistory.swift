/// Prices, volatilities and rates of several underlyings on one clock: one row per step.
public struct MarketHistory: Sendable {
  /// One reference, so that a state of the market costs no more to hand on than a step number.
  @usableFromInline let rows: Rows

  @usableFromInline
  final class Rows: Sendable {
    @usableFromInline let times: [Timestamp]
    @usableFromInline let underlyings: [Underlying]
    @usableFromInline let paths: [UnderlyingPath]
    let firstStep: Int
    @usableFromInline let paysFunding: Bool

    init(
      _ times: [Timestamp], _ underlyings: [Underlying], _ firstStep: Int, _ paths: [UnderlyingPath]
    ) {
      (self.times, self.underlyings, self.firstStep) = (times, underlyings, firstStep)
      self.paths = paths
      paysFunding = paths.contains { !$0.funding.isEmpty }
    }
  }

  /// The clock, strictly ascending.
  public var times: [Timestamp] { rows.times }
  /// The underlyings, in the order that instruments refer to them.
  public var underlyings: [Underlying] { rows.underlyings }
  /// The first row that may be replayed; earlier rows only warm up look-back models.
  public var firstStep: Int { rows.firstStep }

  private var paths: [UnderlyingPath] { rows.paths }

  /// A history over `times`, with one path per underlying.
  ///
  /// - Precondition: `times` is strictly ascending, every path is as long as `times`, and
  ///   `firstStep` is an index of it. Loaders check data before they build a history.
  public init(
    times: [Timestamp], underlyings: [Underlying], paths: [UnderlyingPath], firstStep: Int = 0
  ) {
    precondition(underlyings.count == paths.count && times.indices.contains(firstStep))
    precondition(paths.allSatisfy { $0.spot.count == times.count })
    precondition(paths.allSatisfy { $0.volatility.count == times.count })
    precondition(paths.allSatisfy { $0.surfaces.isEmpty || $0.surfaces.count == times.count })
    precondition(
      paths.allSatisfy { path in
        [path.funding, path.dividends, path.rates, path.yields].allSatisfy {
          $0.isEmpty || $0.count == times.count
        }
      })
    rows = Rows(times, underlyings, firstStep, paths)
  }

  /// The rows that may be replayed.
  public var steps: Range<Int> { firstStep..<times.count }

  /// What was known at `step`; nothing later can be reached through it.
  @inlinable
  public subscript(step: Int) -> MarketState { MarketState(history: self, step: step) }

  /// The history as it stood at `step`: later rows are gone.
  public func cut(after step: Int) -> MarketHistory {
    let kept = 0...step
    return MarketHistory(
      times: Array(times[kept]), underlyings: underlyings,
      paths: paths.map { $0.cut(to: kept) }, firstStep: min(firstStep, step))
  }

  /// The same rows, replayed from day `start` on, without those after day `end`.
  ///
  /// Without a start or an end that side stays as it is; `nil` when no row lies between the two.
  public func replayed(from start: CalendarDay?, to end: CalendarDay?) -> MarketHistory? {
    let (start, end) = (start?.start ?? times[firstStep], end.map { $0.start + .day })
    guard let first = times.firstIndex(where: { $0 >= start }),
      let last = times.lastIndex(where: { time in end.map { time < $0 } ?? true }), first <= last
    else { return nil }
    return MarketHistory(times: times, underlyings: underlyings, paths: paths, firstStep: first)
      .cut(after: last)
  }

  /// The history as it stood at `step`, with factors on the last price and volatility of one
  /// underlying or of all.
  func moved(
    _ underlying: Int?, at step: Int, price: Double, volatility: Double
  ) -> MarketHistory {
    let moved = paths.indices.map { index in
      let path = paths[index].cut(to: 0...step)
      return underlying ?? index == index ? path.moved(price: price, volatility: volatility) : path
    }
    return MarketHistory(
      times: Array(times[0...step]), underlyings: underlyings, paths: moved,
      firstStep: min(firstStep, step))
  }

  func spots(of underlying: Int, _ steps: Range<Int>) -> ArraySlice<Double> {
    paths[underlying].spot[steps]
  }
}

/// One underlying's columns of a history.
public struct UnderlyingPath: Sendable {
  /// Price at each step.
  public let spot: [Double]
  /// Implied volatility at each step; only rows from the first replayed step on need a value.
  public let volatility: [Volatility]
  /// Volatilities by strike and time to expiry at each step; empty where one level holds for all.
  public let surfaces: [SurfaceState?]
  /// What a long holder of the underlying pays at each step, as a fraction of notional.
  ///
  /// The funding of a perpetual, the borrow of a short when negative. Empty means none.
  public let funding: [Double]
  /// Financing rate, the same at every step unless there are `rates`.
  public let rate: Rate
  /// Dividend yield, the same at every step unless there are `yields`.
  public let yield: Rate
  /// Financing rate at each step, as it was known then; empty where one holds throughout.
  ///
  /// Only rows from the first replayed step on need a value, as of `yields`.
  public var rates: [Rate] = []
  /// Dividend yield at each step; empty where one holds throughout.
  public var yields: [Rate] = []
  /// Cash paid on each unit at each step; empty where holders are paid the yield instead.
  public var dividends: [Money] = []
  /// What a venue quotes in a market of one moment; a path of several steps has none.
  public let marks: VenueMarks?

  /// A path of prices and volatilities.
  public init(
    spot: [Double], volatility: [Volatility], surfaces: [SurfaceState?] = [],
    funding: [Double] = [], rate: Rate = 0, yield: Rate = 0, marks: VenueMarks? = nil
  ) {
    (self.spot, self.volatility, self.surfaces) = (spot, volatility, surfaces)
    (self.funding, self.rate, self.yield, self.marks) = (funding, rate, yield, marks)
  }

  func cut(to steps: ClosedRange<Int>) -> UnderlyingPath {
    UnderlyingPath(
      spot: Array(spot[steps]), volatility: Array(volatility[steps]),
      surfaces: surfaces.isEmpty ? [] : Array(surfaces[steps]),
      funding: funding.isEmpty ? [] : Array(funding[steps]), rate: rate, yield: yield, marks: marks
    ).carrying(from: self, steps)
  }

  /// This path with those steps of the rates, yields and dividends of `other`.
  private func carrying(from other: UnderlyingPath, _ steps: ClosedRange<Int>) -> UnderlyingPath {
    var path = self
    path.rates = other.rates.isEmpty ? [] : Array(other.rates[steps])
    path.yields = other.yields.isEmpty ? [] : Array(other.yields[steps])
    path.dividends = other.dividends.isEmpty ? [] : Array(other.dividends[steps])
    return path
  }

  func moved(price: Double, volatility factor: Double) -> UnderlyingPath {
    UnderlyingPath(
      spot: spot.dropLast() + spot.suffix(1).map { $0 * price },
      volatility: volatility.dropLast() + volatility.suffix(1).map { $0 * factor },
      surfaces: surfaces, funding: funding, rate: rate, yield: yield,
      marks: factor == 1 ? marks : marks?.moved(volatility: factor)
    ).carrying(from: self, 0...spot.count - 1)
  }
}
