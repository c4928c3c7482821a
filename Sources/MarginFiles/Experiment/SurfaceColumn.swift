internal import MarginCore

/// A surface and the price of the underlying at which it was quoted.
struct SurfaceQuote {
  let surface: any VolatilitySurface
  /// `nil` for the price of the first step.
  let spot: Double?
}

/// One underlying's surface at each row of prices, `nil` where none is known.
struct SurfaceColumn {
  let quotes: [SurfaceQuote?]
  let dynamics: SurfaceDynamics

  /// The surfaces of `plan`, none when it has one level for every option.
  init?(
    _ source: VolatilitySource, spots: [Double], times: [Timestamp], data: ExperimentFiles.Data,
    place: Place
  ) throws(FileError) {
    switch source {
    case .index(let index):
      let values = try data.volatilities.quoted(index.scale, index.maxAge, at: times, place)
      quotes = zip(values, spots).map { value, spot in
        index.surface(at: value).map { SurfaceQuote(surface: $0, spot: spot) }
      }
      dynamics = index.dynamics
    case .surface(let state, let spot):
      quotes = spots.map { $0 > 0 ? SurfaceQuote(surface: state.surface, spot: spot) : nil }
      dynamics = state.dynamics
    case .smiles(let file):
      quotes = data.smiles.quotes(maxAge: file.maxAge, spots: spots, times: times)
      dynamics = file.dynamics
    case .quotes(let source):
      quotes = data.smiles.quotes(maxAge: source.maxAge, spots: spots, times: times)
      dynamics = source.dynamics
    case .constant, .realised, .ewma, .regression, .file: return nil
    }
  }

  /// The surface of each row after the price has moved from that of its quote.
  func states(spots: [Double], first: Double) -> [SurfaceState?] {
    zip(quotes, spots).map { quote, spot in
      guard let quote, spot > 0 else { return nil }
      return SurfaceState(
        quote.surface.moved(dynamics, to: spot, from: quote.spot ?? first), dynamics: dynamics)
    }
  }
}

extension SurfaceState {
  /// The 30-day volatility at the money.
  var level: Volatility { surface.volatility(0, years: VolatilityIndex.horizon) }
}

extension VolatilitySurface {
  fileprivate func moved(
    _ dynamics: SurfaceDynamics, to new: Double, from old: Double
  ) -> any VolatilitySurface {
    new == old ? self : MovedSurface(self, dynamics: dynamics, spot: new, from: old)
  }
}

extension [DatedSurface] {
  /// For each time the last surface at or before it, not older than `maxAge`, with the last price
  /// that was known with them.
  fileprivate func quotes(
    maxAge: TimeSpan, spots: [Double], times: [Timestamp]
  ) -> [SurfaceQuote?] {
    var (next, priced) = (0, 0)
    return times.indices.map { row in
      while next < count, self[next].time <= times[row] { next += 1 }
      guard next > 0, times[row] <= self[next - 1].time + maxAge else { return nil }
      while priced + 1 < times.count, times[priced + 1] <= self[next - 1].time { priced += 1 }
      guard times[priced] <= self[next - 1].time, spots[priced] > 0 else { return nil }
      return SurfaceQuote(surface: self[next - 1].surface, spot: spots[priced])
    }
  }
}
