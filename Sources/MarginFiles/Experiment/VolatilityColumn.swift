internal import MarginCore

/// One underlying's prices with a volatility for each, NaN where none is known.
struct VolatilityColumn {
  let path: UnderlyingPath
  /// Rows of prices that the first volatility needs before it.
  let warmUp: Int
  /// The first row with a volatility; 0 when none has one.
  let firstKnown: Int
  /// Where the experiment says where volatility comes from.
  let place: Place
  private let name: String
  private let times: [Timestamp]
  private let source: VolatilitySource

  init(
    _ plan: UnderlyingPlan, spots: [Double], times: [Timestamp], file: PriceSeries, place: Place
  ) throws(FileError) {
    (name, source) = (plan.underlying.name, plan.volatility)
    (self.times, self.place) = (times, place)
    let volatility: [Volatility]
    switch plan.volatility {
    case .constant(let level):
      (volatility, warmUp) = (times.map { _ in level }, 0)
    case .realised(let model):
      try requireDaily(times, name, place)
      volatility = model.values(of: spots, tradingDays: plan.underlying.tradingDays)
      warmUp = model.window
    case .file(_, _, let scale, let maxAge):
      (volatility, warmUp) = (try quoted(file, scale, maxAge, at: times, place), 0)
    }
    firstKnown = volatility.firstIndex { !$0.isNaN } ?? 0
    path = UnderlyingPath(spot: spots, volatility: volatility, rate: plan.rate, yield: plan.yield)
  }

  /// What is wrong with the volatilities from row `start` on, the warm-up apart.
  func problem(from start: Int) -> Problem? {
    let missing = path.volatility.indices.dropFirst(max(start, warmUp)).filter {
      !path.volatility[$0].isFinite
    }
    guard let first = missing.first else { return nil }
    return Problem(
      at: place,
      "\(name) has no volatility on \(times[first]), the first of \(missing.count) such steps",
      code: "missing-volatility", hint: hint)
  }

  private var hint: String {
    if case .realised = source {
      return "the window holds a price of zero or below; use a file or a constant"
    }
    return "raise max-age if an older value will do, or narrow from and to"
  }
}

/// The last value of `file` at or before each time, not older than `maxAge`.
private func quoted(
  _ file: PriceSeries, _ scale: Double, _ maxAge: TimeSpan, at times: [Timestamp], _ place: Place
) throws(FileError) -> [Volatility] {
  if let percent = file.close.first(where: { $0 * scale > 5 }) {
    throw .invalid([
      Problem(
        at: place, "volatility `\(numberText(percent * scale))` looks like percent",
        code: "percent", hint: "add  scale: 0.01  to turn an index in percent into fractions")
    ])
  }
  var next = 0
  return times.map { time in
    while next < file.times.count, file.times[next] <= time { next += 1 }
    guard next > 0, time <= file.times[next - 1] + maxAge else { return .nan }
    return file.close[next - 1] * scale
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
      "\(name) has several prices on \(repeated.0), and realised volatility needs one a day",
      code: "not-daily", hint: "use a daily file, a volatility file or a constant")
  ])
}
