internal import MarginCore

/// One underlying's prices with a volatility for each, NaN where none is known.
struct VolatilityColumn {
  /// Rows of prices that the first volatility needs before it.
  let warmUp: Int
  /// The first row with a volatility; 0 when none has one.
  let firstKnown: Int
  /// Where the experiment says where volatility comes from.
  let place: Place
  private let plan: UnderlyingPlan
  private let times: [Timestamp]
  private let spots: [Double]
  private let levels: [Volatility]
  private let surfaces: SurfaceColumn?

  init(
    _ plan: UnderlyingPlan, spots: [Double], times: [Timestamp], data: ExperimentFiles.Data,
    place: Place
  ) throws(FileError) {
    (self.plan, self.times, self.spots, self.place) = (plan, times, spots, place)
    surfaces = try SurfaceColumn(
      plan.volatility, spots: spots, times: times, data: data, place: place)
    warmUp = plan.volatility.estimator?.warmUp ?? 0
    let levels =
      if let surfaces {
        surfaces.levels(spots: spots, first: spots.first ?? .nan)
      } else {
        try plan.levels(spots: spots, times: times, file: data.volatilities, place)
      }
    firstKnown = levels.firstIndex { !$0.isNaN } ?? 0
    self.levels = levels
  }

  /// The price of a row; NaN where there is none.
  func price(at row: Int) -> Double { spots.indices.contains(row) ? spots[row] : .nan }

  /// Whether a row has a volatility.
  func isKnown(_ row: Int) -> Bool { levels[row].isFinite }

  /// The path for a replay whose first step is at `firstPrice`.
  func path(firstPrice first: Double) -> UnderlyingPath {
    UnderlyingPath(
      spot: spots, volatility: surfaces?.levels(spots: spots, first: first) ?? levels,
      surfaces: surfaces?.states(spots: spots, first: first) ?? [], rate: plan.rate.constant,
      yield: plan.yield.constant)
  }

  /// What is wrong with the volatilities from row `start` on, the warm-up apart.
  func problem(from start: Int) -> Problem? {
    let missing = levels.indices.dropFirst(max(start, warmUp)).filter { !levels[$0].isFinite }
    guard let first = missing.first else { return nil }
    return Problem(
      at: place,
      "\(plan.underlying.name) has no volatility on \(times[first]), the first of \(missing.count) such steps",
      code: "missing-volatility", hint: hint)
  }

  private var hint: String {
    switch plan.volatility {
    case .realised, .ewma, .regression:
      "the window holds a price of zero or below; use a file or a constant"
    case .surface: "a surface needs a price above zero; use a constant"
    case .constant, .file, .index, .smiles, .quotes:
      "raise max-age if an older value will do, or narrow from and to"
    }
  }
}

extension SurfaceColumn {
  /// The 30-day volatility at the money of each row, NaN where no surface is known.
  fileprivate func levels(spots: [Double], first: Double) -> [Volatility] {
    states(spots: spots, first: first).map { $0?.level ?? .nan }
  }
}

extension UnderlyingPlan {
  /// The one volatility of each row.
  fileprivate func levels(
    spots: [Double], times: [Timestamp], file: PriceSeries, _ place: Place
  ) throws(FileError) -> [Volatility] {
    if case .constant(let level) = volatility { return times.map { _ in level } }
    if case .file(_, _, let scale, let maxAge) = volatility {
      return try file.quoted(scale, maxAge, at: times, place)
    }
    try requireDaily(times, underlying.name, place)
    return volatility.estimator?.model.values(of: spots, tradingDays: underlying.tradingDays)
      ?? times.map { _ in .nan }
  }
}

extension PriceSeries {
  /// The last value at or before each time in fractions, not older than `maxAge`; else NaN.
  func quoted(
    _ scale: Double, _ maxAge: TimeSpan, at moments: [Timestamp], _ place: Place
  ) throws(FileError) -> [Volatility] {
    if let percent = close.first(where: { $0 * scale > 5 }) {
      throw .invalid([
        Problem(
          at: place, "volatility `\(numberText(percent * scale))` looks like percent",
          code: "percent", hint: "add  scale: 0.01  to turn an index in percent into fractions")
      ])
    }
    var next = 0
    return moments.map { time in
      while next < times.count, times[next] <= time { next += 1 }
      guard next > 0, time <= times[next - 1] + maxAge else { return .nan }
      return close[next - 1] * scale
    }
  }
}

/// A window counts days as rows, which is right for one row a day only.
private func requireDaily(
  _ times: [Timestamp], _ name: String, _ place: Place
) throws(FileError) {
  let days = times.map { CalendarDay(containing: $0) }
  guard let repeated = zip(days.dropFirst(), days).first(where: { $0 == $1 }) else { return }
  throw .invalid([
    Problem(
      at: place,
      "\(name) has several prices on \(repeated.0), and volatility modelled from prices needs one a day",
      code: "not-daily", hint: "use a daily file, a volatility file or a constant")
  ])
}
