public import MarginCore

/// Where an underlying's implied volatility comes from.
public enum VolatilitySource: Sendable, Equatable {
  /// One level throughout.
  case constant(Volatility)
  /// Modelled from the prices: a trailing window.
  case realised(RealisedVolatility)
  /// Modelled from the prices: weights that decay.
  case ewma(EWMAVolatility)
  /// Modelled from the prices: a volatility index by regression.
  case regression(IndexRegression)
  /// Read from a file; a value older than `maxAge` is not used.
  case file(String, SeriesLayout, scale: Double, maxAge: TimeSpan)
  /// Modelled around an index that is read from a file.
  case index(IndexSource)
  /// One surface, quoted at the price `spot` or, without it, at that of the first step.
  case surface(SurfaceState, spot: Double?)
  /// Smiles of several moments, read from a file.
  case smiles(SmileFile)
  /// Made of option quotes.
  case quotes(QuoteSource)

  /// The estimator and the rows that it needs before its first value, if prices are all it needs.
  var estimator: (model: any VolatilityEstimator, warmUp: Int)? {
    switch self {
    case .realised(let model): (model, model.window)
    case .ewma(let model): (model, model.seedWindow)
    case .regression(let model): (model, IndexRegression.window)
    case .constant, .file, .index, .surface, .smiles, .quotes: nil
    }
  }
}

/// A surface around each value of a volatility index.
public struct IndexSource: Sendable, Equatable {
  /// The file, as written in the experiment.
  public let file: String
  /// Its columns.
  public let columns: SeriesLayout
  /// Factor that turns a value into a fraction.
  public let scale: Double
  /// A value older than this is not used.
  public let maxAge: TimeSpan
  /// Other strikes.
  public let shape: SmileShape
  /// Other times to expiry; `nil` when all have the 30-day level.
  public let reversion: VarianceReversion?
  /// How volatilities follow the price in a delta.
  public let dynamics: SurfaceDynamics

  /// The surface at an index of `fraction`, 0.20 for 20; `nil` unless that is positive.
  func surface(at fraction: Double) -> IndexSurface? {
    guard let index = VolatilityIndex(.vix, level: 100 * fraction),
      let reversion = reversion ?? VarianceReversion(longRun: fraction, speed: 0)
    else { return nil }
    return IndexSurface(index: index, reversion: reversion, shape: shape)
  }
}

/// A file of raw SVI smiles: one row for each moment and time to expiry.
public struct SmileFile: Sendable, Equatable {
  /// The file, as written in the experiment.
  public let file: String
  /// Column of the time.
  public let time: String
  /// Smiles older than this are not used.
  public let maxAge: TimeSpan
  /// How they follow the price until the next ones.
  public let dynamics: SurfaceDynamics
}
