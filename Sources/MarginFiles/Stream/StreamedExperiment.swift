import Foundation
internal import MarginCore
public import MarginReplay

/// An experiment that is ready to be replayed, with its market in memory or window by window.
public struct PreparedExperiment: Sendable {
  /// The experiment.
  public let experiment: Experiment
  /// Prices and volatilities.
  public let market: any MarketWindows
  /// The book and the rules it lives under.
  public let replay: Replay
  /// The files that were read.
  public let inputs: [FileDigest]
  /// Sentences for the report about what is not data.
  public let notes: [String]

  /// An experiment whose data are in memory.
  public init(_ loaded: LoadedExperiment) {
    (experiment, market, replay) = (loaded.experiment, loaded.history, loaded.replay)
    (inputs, notes) = (loaded.inputs, loaded.notes)
  }

  init(
    _ experiment: Experiment, _ market: StreamedMarket, _ replay: Replay, inputs: [FileDigest],
    notes: [String]
  ) {
    (self.experiment, self.market, self.replay) = (experiment, market, replay)
    (self.inputs, self.notes) = (inputs, notes)
  }
}

/// How much of a file of prices is held in memory.
public struct StreamLimits: Sendable {
  /// Smaller files are read whole.
  public var bytes: Int
  /// Rows of a window.
  public var window: Int

  /// Files of 32 MiB and more in windows of 16,384 rows, unless said otherwise.
  public init(bytes: Int = 32 << 20, window: Int = 16_384) {
    (self.bytes, self.window) = (bytes, max(1, window))
  }
}

/// Reads an experiment's data so that it can be replayed in memory that does not grow with them.
///
/// Every row is read and checked before this returns. Long files of prices and volatilities are then
/// in temporary files of 16 bytes a row, and are replayed in windows; see <doc:LongFiles>. A file that
/// something is wrong with, or whose use needs all of it at once, is read as
/// ``assemble(_:relativeTo:displayFolder:brought:catalogue:readPrices:)`` does, whose parameters these are.
///
/// - Throws: ``FileError`` with every problem of the data.
public func prepare(
  _ experiment: Experiment, relativeTo folder: String, displayFolder: String? = nil,
  catalogue: ModelCatalogue = .standard, limits: StreamLimits = StreamLimits()
) throws(FileError) -> PreparedExperiment {
  let reader = StreamedReading(experiment, relativeTo: folder, displayFolder, limits)
  if reader.isWorthwhile, let prepared = try reader.prepared(catalogue) { return prepared }
  return PreparedExperiment(
    try assemble(
      experiment, relativeTo: folder, displayFolder: displayFolder, catalogue: catalogue))
}

/// One attempt at reading an experiment's data as streams.
private struct StreamedReading {
  private let experiment: Experiment
  private let folder: String
  private let displayFolder: String
  private let limits: StreamLimits

  init(
    _ experiment: Experiment, relativeTo folder: String, _ displayFolder: String?,
    _ limits: StreamLimits
  ) {
    (self.experiment, self.folder, self.limits) = (experiment, folder, limits)
    self.displayFolder = displayFolder ?? folder
  }

  /// Whether there is a long file, and nothing that needs all rows at once.
  var isWorthwhile: Bool {
    plans.allSatisfy(\.isKnownRowByRow) && experiment.spreadSource == nil
      && sources.contains { isLong($0.path) }
      && plans.compactMap(\.funding).allSatisfy { !sources.contains(funding($0)) }
  }

  /// Funding is read whole.
  private func funding(_ funding: FundingSource) -> Source {
    Source(path: joined(folder, funding.file), layout: funding.layout)
  }

  private var plans: [UnderlyingPlan] { experiment.market.underlyings }

  /// The files of prices and volatilities.
  private var sources: [Source] { plans.flatMap { [prices(of: $0)] + volatilities(of: $0) } }

  private struct Source: Hashable {
    let path: String
    let layout: SeriesLayout

    static func == (a: Source, b: Source) -> Bool { a.path == b.path && a.layout == b.layout }
    func hash(into hasher: inout Hasher) { hasher.combine(path) }
  }

  private func prices(of plan: UnderlyingPlan) -> Source {
    Source(path: joined(folder, plan.prices), layout: plan.columns)
  }

  private func volatilities(of plan: UnderlyingPlan) -> [Source] {
    switch plan.volatility {
    case .file(let file, let layout, _, _): [Source(path: joined(folder, file), layout: layout)]
    case .index(let index): [Source(path: joined(folder, index.file), layout: index.columns)]
    case .constant, .realised, .ewma, .regression, .surface, .smiles, .quotes: []
    }
  }

  /// Whether a file is long; what is no plain file cannot be read twice if need be.
  private func isLong(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
      && status.st_size >= limits.bytes
  }

  /// The experiment with its data; `nil` where they must be read whole.
  func prepared(_ catalogue: ModelCatalogue) throws(FileError) -> PreparedExperiment? {
    let catalogue = catalogue.deriving(
      experiment.margin.transforms, parameters: experiment.margin.parameters)
    let spools = Spools()
    guard let (data, inputs) = try read(into: spools) else { return nil }
    let needs = experiment.needs(of: catalogue).map(\.rows)
    let rows = MarketRows(
      experiment: experiment, data: data,
      prices: zip(plans, data).map { spools.stored(prices(of: $0), $1.prices) },
      volatilities: zip(plans, data).map { plan, data in
        volatilities(of: plan).first.map { spools.stored($0, data.volatilities) }
          ?? .memory(PriceSeries())
      }, size: limits.window, lookBack: (needs.max() ?? 0) + 1)
    guard areFractions(rows.volatilities), let market = try StreamedMarket(rows, needs: needs)
    else { return nil }
    let replay = try experiment.replay(with: catalogue)
    return PreparedExperiment(
      experiment, market, replay, inputs: inputs,
      notes: experiment.notes(
        on: inputs, prices: data.map(\.prices), replay,
        factors: plans.flatMap { $0.factorNotes() }, warmUp: market.warmUp))
  }

  /// Series in temporary files.
  private final class Spools {
    var series: [Source: SpooledSeries] = [:]
    /// Whether a file could not be taken in.
    var isIncomplete = false

    func stored(_ source: Source, _ whole: PriceSeries) -> StoredSeries {
      series[source].map(StoredSeries.file) ?? .memory(whole)
    }
  }

  /// Reads every file, the long ones into `spools`; `nil` after a problem, for which no words are
  /// sought here.
  private func read(
    into spools: Spools
  ) throws(FileError) -> (data: [ExperimentFiles.Data], inputs: [FileDigest])? {
    let streamed = Set(sources.filter { isLong($0.path) })
    var files = ExperimentFiles(
      experiment: experiment, folder: folder, displayFolder: displayFolder, brought: []
    ) { path, name, layout throws(FileError) in
      let source = Source(path: path, layout: layout)
      guard streamed.contains(source) else {
        return try readPrices(path, named: name, columns: layout)
      }
      guard let (series, digest) = try spoolPrices(path, named: name, layout) else {
        spools.isIncomplete = true
        throw .invalid([])
      }
      spools.series[source] = series
      return (series.ends, digest)
    }
    do throws(FileError) {
      let data = try files.read()
      return spools.isIncomplete ? nil : (data, files.inputs)
    } catch .invalid {
      return nil
    } catch {
      throw error
    }
  }

  /// Whether no streamed volatility smells of percent.
  private func areFractions(_ volatilities: [StoredSeries]) -> Bool {
    zip(plans, volatilities).allSatisfy { plan, stored in
      guard case .file(let series) = stored else { return true }
      return series.highest * plan.volatility.scale <= 5
    }
  }
}

extension UnderlyingPlan {
  /// Whether every value of a step is known from the rows near it, and from one price file.
  fileprivate var isKnownRowByRow: Bool {
    volatility.isKnownRowByRow && rate.file == nil && yield.file == nil && dividends == nil
      && fx == nil
  }
}

extension VolatilitySource {
  /// Whether the volatility of a row can be told from what was known last.
  fileprivate var isKnownRowByRow: Bool {
    switch self {
    case .constant, .file, .index, .surface: true
    case .realised, .ewma, .regression, .smiles, .quotes: false
    }
  }

  /// Factor that turns a value of a file into a fraction.
  fileprivate var scale: Double {
    switch self {
    case .file(_, _, let scale, _): scale
    case .index(let index): index.scale
    case .constant, .realised, .ewma, .regression, .surface, .smiles, .quotes: 1
    }
  }
}
