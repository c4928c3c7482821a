/// Reads the files that an experiment names, each under one digest.
///
/// Digests carry the path as the experiment writes it, so that reports are the same wherever it is
/// run from; problems carry the path as seen from the working folder.
struct ExperimentFiles {
  let experiment: Experiment
  let folder: String
  let displayFolder: String
  let readPrices: PriceFileReader
  private(set) var inputs: [FileDigest] = []

  init(
    experiment: Experiment, folder: String, displayFolder: String,
    readPrices: @escaping PriceFileReader
  ) {
    (self.experiment, self.folder) = (experiment, folder)
    (self.displayFolder, self.readPrices) = (displayFolder, readPrices)
  }

  /// One underlying's data.
  struct Data {
    var prices = PriceSeries()
    /// Empty unless volatility, or an index of it, comes from a file.
    var volatilities = PriceSeries()
    /// Empty unless smiles come from a file.
    var smiles: [DatedSlices] = []
    /// Rates by the time they are paid; empty unless funding is.
    var funding = PriceSeries()
  }

  /// The data of every underlying, in order; problems of all files are collected.
  mutating func read() throws(FileError) -> [Data] {
    var problems: [Problem] = []
    var data: [Data] = []
    for plan in experiment.market.underlyings {
      do {
        data.append(try read(plan))
      } catch .invalid(let found) {
        problems += found
      } catch {
        throw error
      }
    }
    guard problems.isEmpty else { throw .invalid(problems) }
    return data
  }

  private mutating func read(_ plan: UnderlyingPlan) throws(FileError) -> Data {
    var data = Data(prices: try read(plan.prices, plan.columns))
    switch plan.volatility {
    case .file(let file, let columns, _, _): data.volatilities = try read(file, columns)
    case .index(let index): data.volatilities = try read(index.file, index.columns)
    case .smiles(let file): data.smiles = try readSmiles(file)
    case .constant, .realised, .ewma, .regression, .surface: break
    }
    if let funding = plan.funding { data.funding = try read(funding.file, funding.layout) }
    return data
  }

  private mutating func readSmiles(_ smiles: SmileFile) throws(FileError) -> [DatedSlices] {
    let (series, digest) = try readSlices(
      joined(folder, smiles.file), named: joined(displayFolder, smiles.file), time: smiles.time)
    try record(digest, of: smiles.file)
    return series
  }

  private mutating func read(
    _ file: String, _ columns: SeriesLayout
  ) throws(FileError) -> PriceSeries {
    let (series, digest) = try readPrices(
      joined(folder, file), joined(displayFolder, file), columns)
    try record(digest, of: file)
    return series
  }

  private mutating func record(_ digest: FileDigest, of file: String) throws(FileError) {
    try requireRecorded(
      digest, at: joined(folder, file), named: joined(displayFolder, file))
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
