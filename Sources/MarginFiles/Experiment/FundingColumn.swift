import MarginCore

/// Funding paid at its own times, gathered at the steps of a clock.
struct FundingColumn {
  /// What a long holder pays at each step, as a fraction of notional.
  let values: [Double]

  /// - Parameters:
  ///   - file: Rates by the time they are paid.
  ///   - times: The steps; the first has nothing before it and pays nothing.
  init(_ file: PriceSeries, at times: [Timestamp]) {
    let known = LastKnown(times: file.times, maxAge: .zero)
    var next = times.first.map { known.firstLater(than: $0) } ?? 0
    values = times.map { time in
      let end = known.firstLater(than: time)
      defer { next = max(next, end) }
      return next < end ? file.close[next..<end].reduce(0, +) : 0
    }
  }
}
