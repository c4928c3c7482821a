public import MarginCore
public import MarginReplay

/// An experiment with its data: all that a replay needs.
public struct LoadedExperiment: Sendable {
  /// The experiment.
  public let experiment: Experiment
  /// Prices and volatilities, warm-up rows first.
  public let history: MarketHistory
  /// The book and the rules it lives under.
  public let replay: Replay
  /// Every row of the price files, one series per underlying, the window's and all others.
  public let prices: [PriceSeries]
  /// The files that were read.
  public let inputs: [FileDigest]
  /// Sentences for the report about what is not data.
  public let notes: [String]
}

/// Reads the prices of one file; the path, what to call it, and its columns are given.
public typealias PriceFileReader = (
  _ path: String, _ displayName: String, _ columns: SeriesLayout
) throws(FileError) -> (series: PriceSeries, digest: FileDigest)

/// Reads an experiment's data and builds its margin models.
///
/// Rows from `from` to `to` are replayed; earlier rows stay as warm-up, later ones are dropped.
///
/// - Parameters:
///   - experiment: The experiment.
///   - folder: The folder that its paths start at; empty for the working folder.
///   - displayFolder: The same folder as problems and digests show it; `nil` for `folder`.
///   - brought: Files among those it names whose paths start at the working folder instead.
///   - catalogue: The margin models.
///   - readPrices: Reads a price file.
/// - Throws: ``FileError`` with every problem of the data.
public func assemble(
  _ experiment: Experiment, relativeTo folder: String, displayFolder: String? = nil,
  brought: [String] = [], catalogue: ModelCatalogue = .standard,
  readPrices: @escaping PriceFileReader = { (path, name, columns) throws(FileError) in
    try MarginFiles.readPrices(path, named: name, columns: columns)
  }
) throws(FileError) -> LoadedExperiment {
  let catalogue = catalogue.deriving(
    experiment.margin.transforms, parameters: experiment.margin.parameters)
  var files = ExperimentFiles(
    experiment: experiment, folder: folder, displayFolder: displayFolder ?? folder,
    brought: brought, readPrices: readPrices)
  let data = try files.read()
  let clock = try SharedClock(data.map(\.prices), of: experiment)
  let history = try MarketColumns(experiment: experiment, data: data, clock: clock)
    .history(catalogue)
  var replay = try experiment.replay(with: catalogue)
  if let spreads = files.spreads {
    replay.costs = replay.costs.quoted(
      try spreads.rate(at: history.steps.map { history.times[$0] }))
  }
  return LoadedExperiment(
    experiment: experiment, history: history, replay: replay, prices: data.map(\.prices),
    inputs: files.inputs,
    notes: [files.spreads?.note].compactMap(\.self)
      + experiment.notes(
        on: files.inputs, prices: data.map(\.prices), replay,
        factors: experiment.market.underlyings.enumerated().flatMap { index, plan in
          plan.factorNotes(history.steps.map { history[$0][index] })
        }, warmUp: history.firstStep))
}

extension Experiment {
  /// Sentences for the report about what is not data, given at least the ends of the price series, and
  /// how many rows stand before the first step.
  func notes(
    on inputs: [FileDigest], prices: [PriceSeries], _ replay: Replay, factors: [String],
    warmUp: Int
  ) -> [String] {
    market.underlyings.map(\.volatilityNote) + factors + interestNotes
      + [hedgingNote].compactMap(\.self) + replay.warmUpNotes(before: warmUp)
      + inputs.flatMap(\.changeNotes)
      + zip(market.underlyings, prices).flatMap { plan, prices in
        market.shortfalls(of: prices, called: plan.prices)
      }
  }

  /// Where a setting stands in the file, as near as known.
  func place(_ path: String...) -> Place {
    var place = Place(file)
    var record = settings
    for name in path {
      guard let setting = record[name] else { break }
      place = setting.place
      record = setting.record ?? Record()
    }
    return place
  }

  /// The replay that the experiment describes.
  func replay(with catalogue: ModelCatalogue) throws(FileError) -> Replay {
    var replay = Replay(deposit: cash, models: try models(margin.models, from: catalogue))
    replay.shadows = try models(margin.shadow, from: catalogue)
    (replay.positions, replay.strategies) = (positions, strategies)
    (replay.rebalancing, replay.hedging, replay.costs) = (rebalancing, hedging, costs)
    (replay.collateral, replay.attribution) = (collateral, attribution)
    (replay.settlement, replay.interest) = (settlement, interest ?? 0)
    replay.interestFollows = interest == nil ? 0 : nil
    return replay
  }

  private func models(
    _ ids: [String], from catalogue: ModelCatalogue
  ) throws(FileError) -> [any MarginModel] {
    var models: [any MarginModel] = []
    for id in ids {
      do {
        models.append(try catalogue.model(id, overrides: margin.parameters[id] ?? [:]))
      } catch {
        throw .invalid([error.problem(at: place("margin", "models"))])
      }
    }
    return models
  }
}

extension MarketPlan {
  /// Sentences for the report where the data begin after the asked window or end before it.
  fileprivate func shortfalls(of prices: PriceSeries, called file: String) -> [String] {
    guard let first = prices.times.first, let last = prices.times.last else { return [] }
    let late = from.flatMap { first > $0.start ? "\(file) starts on \(first), after \($0)." : nil }
    let early = to.flatMap { last < $0.start ? "\(file) ends on \(last), before \($0)." : nil }
    return [late, early].compactMap(\.self)
  }
}

extension FileDigest {
  /// What its policies changed, in sentences for the report.
  fileprivate var changeNotes: [String] { changes.map { "In \(path), \($0)." } }
}
