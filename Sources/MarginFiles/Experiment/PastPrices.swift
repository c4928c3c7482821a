internal import MarginCore

/// The prices before the moment of a portfolio file, on the times that all its price files share.
struct PastPrices {
  /// The shared times, ascending.
  let times: [Timestamp]
  /// A column of prices for each underlying.
  let spots: [[Double]]

  /// The past that `settings` name; none where no underlying has `prices`.
  init(_ settings: Record, relativeTo folder: String) throws(FileError) {
    let moment = settings["market"]?.record?["time"]?.time ?? Timestamp(microseconds: 0)
    let problems = PastPrices.missing(settings)
    guard problems.isEmpty else { throw .invalid(problems) }
    var series: [PriceSeries] = []
    for entry in settings.underlyings {
      if let past = try PastPrices.read(entry, folder) { series.append(past) }
    }
    guard !series.isEmpty else {
      (times, spots) = ([], settings.underlyings.map { _ in [] })
      return
    }
    let others = series.dropFirst().map { Set($0.times) }
    let shared = (series.first?.times ?? []).filter { time in
      time < moment && others.allSatisfy { $0.contains(time) }
    }
    let known = Set(shared)
    times = shared
    spots = series.map { series in
      zip(series.times, series.close).filter { known.contains($0.0) }.map(\.1)
    }
  }

  private static func read(
    _ entry: Record.Entry, _ folder: String
  ) throws(FileError) -> PriceSeries? {
    guard let fields = entry.value.record, fields["prices"] != nil,
      let (file, columns) = try? priceFile(fields)
    else { return nil }
    let path = joined(folder, file)
    let (series, digest) = try readPrices(path, named: path, columns: columns)
    try requireRecorded(digest, at: path, named: path)
    return series
  }

  /// A past of some underlyings only is no past of the book.
  private static func missing(_ settings: Record) -> [Problem] {
    let underlyings = settings.underlyings
    guard let one = underlyings.first(where: { $0.value.record?["prices"] != nil }) else {
      return []
    }
    return underlyings.filter { $0.value.record?["prices"] == nil }.map {
      Problem(
        at: $0.value.place, "\(shown($0.name)) has no `prices`, and \(shown(one.name)) has",
        code: "missing-key", hint: "give every underlying its past prices, or none")
    }
  }
}
