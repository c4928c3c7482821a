/// Reads a price series from a CSV file.
///
/// Times ascend strictly; prices are positive unless the mapping allows others; high is not below
/// low, and open and close lie between them.
///
/// - Parameters:
///   - path: The file; `-` for standard input.
///   - displayName: What problems call the file.
///   - columns: Which columns hold what.
/// - Throws: ``FileError`` with every problem of the file.
public func readPrices(
  _ path: String, named displayName: String, columns: PriceColumns
) throws(FileError) -> (series: PriceSeries, digest: FileDigest) {
  try read(path, displayName) { _, _ in columns }
}

/// Every problem of a price file; none when it can be used.
///
/// - Parameters:
///   - path: The file; `-` for standard input.
///   - displayName: What problems call the file.
///   - columns: Which columns hold what; `nil` looks for the usual names, `date` or `time`, `open`,
///     `high`, `low` and `close`, in any case.
public func checkPrices(
  _ path: String, named displayName: String, columns: PriceColumns? = nil
) -> [Problem] {
  do throws(FileError) {
    try validatePrices(path, named: displayName, columns: columns)
    return []
  } catch {
    return error.problems
  }
}

/// Throws what makes a price file unusable; parameters are those of ``checkPrices(_:named:columns:)``.
public func validatePrices(
  _ path: String, named displayName: String, columns: PriceColumns? = nil
) throws(FileError) {
  _ = try read(path, displayName) { header, problems in
    columns ?? header.usualColumns(problems: &problems)
  }
}

private func read(
  _ path: String, _ name: String,
  _ choose: @escaping (CSVHeader, inout ProblemLog) -> PriceColumns?
) throws(FileError) -> (series: PriceSeries, digest: FileDigest) {
  let collector = PriceCollector(file: name)
  var reader = CSVReader(name: name) { header, problems in
    guard let columns = choose(header, &problems) else { return nil }
    return collector.begin(columns, header, &problems)
  }
  let digest = try reader.read(
    path, visit: { row, problems in collector.take(row, &problems) },
    end: { problems in collector.finish(&problems) })
  return (collector.series, digest)
}

extension CSVHeader {
  /// The columns with the usual names, in any case; problems when there is no time or no close.
  fileprivate func usualColumns(problems: inout ProblemLog) -> PriceColumns? {
    let time = column("date") ?? column("time")
    let close = column("close")
    if time == nil { problems.add(missing("date")) }
    if close == nil { problems.add(missing("close")) }
    guard let time, let close else { return nil }
    return PriceColumns(
      time: time, open: column("open"), high: column("high"), low: column("low"), close: close)
  }

  private func column(_ name: String) -> String? {
    names.first { $0 == name } ?? names.first { $0.lowercased() == name }
  }
}
