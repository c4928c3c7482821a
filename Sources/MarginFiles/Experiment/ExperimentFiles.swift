internal import MarginCore

/// Reads the files that an experiment names, each under one digest.
///
/// Digests carry the path as the experiment writes it, so that reports are the same wherever it is
/// run from; problems carry the path as seen from the working folder.
struct ExperimentFiles {
  let experiment: Experiment
  let folder: String
  let displayFolder: String
  /// Files whose paths start at the working folder.
  let brought: [String]
  let readPrices: PriceFileReader
  private(set) var inputs: [FileDigest] = []
  /// Half-spreads of quotes; `nil` where the experiment names none.
  private(set) var spreads: QuotedSpreads?

  init(
    experiment: Experiment, folder: String, displayFolder: String,
    brought: [String], readPrices: @escaping PriceFileReader
  ) {
    (self.experiment, self.folder) = (experiment, folder)
    (self.displayFolder, self.readPrices) = (displayFolder, readPrices)
    self.brought = brought
  }

  private func path(of file: String) -> String {
    brought.contains(file) ? file : joined(folder, file)
  }

  private func shownPath(of file: String) -> String {
    brought.contains(file) ? file : joined(displayFolder, file)
  }

  /// One underlying's data.
  struct Data {
    var prices = PriceSeries()
    /// Empty unless volatility, or an index of it, comes from a file.
    var volatilities = PriceSeries()
    /// Empty unless surfaces come from a file.
    var smiles: [DatedSurface] = []
    /// Rates by the time they are paid; empty unless funding is.
    var funding = PriceSeries()
    /// Rates and yields per year, and cash dividends; empty unless they come from files.
    var rates = PriceSeries()
    var yields = PriceSeries()
    var dividends = PriceSeries()
  }

  /// The data of every underlying, in order; problems of all files are collected.
  mutating func read() throws(FileError) -> [Data] {
    var problems: [Problem] = []
    var data: [Data] = []
    for plan in experiment.market.underlyings {
      if let found = try problems.collect(from: { () throws(FileError) in try read(plan) }) {
        data.append(found)
      }
    }
    spreads = try problems.collect(from: { () throws(FileError) in try readSpreads() }) ?? nil
    guard problems.isEmpty else { throw .invalid(problems) }
    return data
  }

  private mutating func readSpreads() throws(FileError) -> QuotedSpreads? {
    guard let source = experiment.spreadSource else { return nil }
    let (table, digest) = try readSeries(
      path(of: source.file), named: shownPath(of: source.file), layout: source.layout)
    try record(digest, of: source.file)
    return try QuotedSpreads(source, table, place: experiment.place("costs", "half-spread"))
  }

  private mutating func read(_ plan: UnderlyingPlan) throws(FileError) -> Data {
    var data = Data(prices: try read(plan.prices, plan.columns))
    switch plan.volatility {
    case .file(let file, let columns, _, _): data.volatilities = try read(file, columns)
    case .index(let index): data.volatilities = try read(index.file, index.columns)
    case .smiles(let file): data.smiles = try readSmiles(file)
    case .constant, .realised, .ewma, .regression, .surface, .quotes: break
    }
    if let funding = plan.funding { data.funding = try read(funding.file, funding.layout) }
    if let rates = plan.rate.file { data.rates = try read(rates.file, rates.layout) }
    if let yields = plan.yield.file { data.yields = try read(yields.file, yields.layout) }
    if let paid = plan.dividends { data.dividends = try read(paid.file, paid.layout) }
    if case .quotes(let source) = plan.volatility {
      data.smiles = try readQuotes(source, ChainMarket(plan: plan, data: data))
    }
    if let fx = plan.fx { data.prices = try convert(data.prices, fx, of: plan) }
    return data
  }

  private mutating func convert(
    _ prices: PriceSeries, _ source: CurrencySource, of plan: UnderlyingPlan
  ) throws(FileError) -> PriceSeries {
    let place = experiment.place("market", "underlyings", plan.underlying.name, "fx")
    return try ForeignPrices(
      source: source, rates: try read(source.file, source.layout), place: place
    ).converted(prices)
  }

  private mutating func readSmiles(_ smiles: SmileFile) throws(FileError) -> [DatedSurface] {
    let (series, digest) = try readSlices(
      path(of: smiles.file), named: shownPath(of: smiles.file), time: smiles.time)
    try record(digest, of: smiles.file)
    return series.map { DatedSurface(time: $0.time, surface: $0.surface) }
  }

  private mutating func readQuotes(
    _ source: QuoteSource, _ market: ChainMarket
  ) throws(FileError) -> [DatedSurface] {
    var (quotes, digest) = try MarginFiles.readQuotes(
      path(of: source.file), named: shownPath(of: source.file),
      layout: source.layout)
    let chains = try ChainSurfaces(
      quotes, source, market,
      place: experiment.place(
        "market", "underlyings", market.plan.underlying.name, "volatility", "quotes"))
    digest.changes.append(chains.sentence)
    try record(digest, of: source.file)
    return chains.surfaces
  }

  private mutating func read(
    _ file: String, _ columns: SeriesLayout
  ) throws(FileError) -> PriceSeries {
    let (series, digest) = try readPrices(
      path(of: file), shownPath(of: file), columns)
    try record(digest, of: file)
    return series
  }

  private mutating func record(_ digest: FileDigest, of file: String) throws(FileError) {
    try requireRecorded(
      digest, at: path(of: file), named: shownPath(of: file))
    var asWritten = FileDigest(path: file, sha256: digest.sha256, rows: digest.rows)
    asWritten.changes = digest.changes
    if !inputs.contains(asWritten) { inputs.append(asWritten) }
  }
}

/// `file` seen from `folder`, with `..` taken out where that is possible.
func joined(_ folder: String, _ file: String) -> String {
  guard !file.hasPrefix("/"), !folder.isEmpty else { return file }
  var parts: [Substring] = []
  for part in "\(folder)/\(file)".split(separator: "/") where part != "." {
    if part == "..", let last = parts.last, last != ".." {
      parts.removeLast()
    } else {
      parts.append(part)
    }
  }
  return (folder.hasPrefix("/") ? "/" : "") + parts.joined(separator: "/")
}
