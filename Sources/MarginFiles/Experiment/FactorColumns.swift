internal import MarginCore

/// Rates, yields, dividends and funding of one underlying at the steps of a clock.
struct FactorColumns {
  /// The first row from which all that is read from files is known.
  let firstKnown: Int
  private let rates: KnownRates?
  private let yields: KnownRates?
  private let funding: [Double]
  private let dividends: [Money]

  init(
    _ plan: UnderlyingPlan, _ data: ExperimentFiles.Data, at times: [Timestamp],
    place: (String) -> Place
  ) throws(FileError) {
    rates = try plan.rate.file.map { file throws(FileError) in
      try KnownRates(data.rates, file, at: times, "rate", of: plan, place("rate"))
    }
    yields = try plan.yield.file.map { file throws(FileError) in
      try KnownRates(data.yields, file, at: times, "yield", of: plan, place("yield"))
    }
    funding = data.funding.times.isEmpty ? [] : FundingColumn(data.funding, at: times).values
    dividends = plan.dividends == nil ? [] : FundingColumn(data.dividends, at: times).values
    firstKnown = max(rates?.firstKnown ?? 0, yields?.firstKnown ?? 0)
  }

  /// What is not known from row `start` on.
  func problems(from start: Int) -> [Problem] {
    [rates, yields].compactMap { $0?.problem(from: start) }
  }

  /// `path` with these columns.
  func added(to path: UnderlyingPath) -> UnderlyingPath {
    var path = UnderlyingPath(
      spot: path.spot, volatility: path.volatility, surfaces: path.surfaces, funding: funding,
      rate: path.rate, yield: path.yield)
    path.rates = rates?.values ?? []
    path.yields = yields?.values ?? []
    path.dividends = dividends
    return path
  }
}

/// The last rate known at each row, NaN where there is none or only one that is too old.
private struct KnownRates {
  let values: [Rate]
  let firstKnown: Int
  private let name: String
  private let times: [Timestamp]
  private let place: Place

  init(
    _ series: PriceSeries, _ file: RateFile, at times: [Timestamp], _ name: String,
    of plan: UnderlyingPlan, _ place: Place
  ) throws(FileError) {
    if let rate = series.close.first(where: { abs($0) > 1 }) {
      throw .invalid([percent(rate, file, place)])
    }
    let known = LastKnown(times: series.times, maxAge: file.maxAge)
    values = times.map { time in known.row(at: time).map { series.close[$0] } ?? .nan }
    firstKnown = values.firstIndex { !$0.isNaN } ?? 0
    (self.name, self.times, self.place) = ("\(name) of \(plan.underlying.name)", times, place)
  }

  func problem(from start: Int) -> Problem? {
    let missing = values.indices.dropFirst(start).filter { values[$0].isNaN }
    guard let first = missing.first else { return nil }
    return Problem(
      at: place, "no \(name) is known on \(times[first]), the first of \(missing.count) such steps",
      code: "missing-rate",
      hint: "raise max-age if an older value will do, or narrow from and to")
  }
}

private func percent(_ rate: Rate, _ file: RateFile, _ place: Place) -> Problem {
  let scale = file.layout.scale
  return Problem(
    at: place, "the rate `\(numberText(rate))` of \(shown(file.file)) looks like percent",
    code: "percent",
    hint: scale == 1
      ? "add  scale: 0.01  to turn per cent into fractions"
      : "it was multiplied by  scale: \(numberText(scale))  already; see that the column is right")
}
