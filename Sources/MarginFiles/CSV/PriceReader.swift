/// Reads a price series from a CSV file.
///
/// Times ascend strictly; prices are positive unless the layout allows others; high is not below low,
/// and open and close lie between them.
///
/// - Parameters:
///   - path: The file; `-` for standard input.
///   - displayName: What problems call the file.
///   - columns: Which columns hold what, and how the file is written.
/// - Throws: ``FileError`` with every problem of the file.
public func readPrices(
  _ path: String, named displayName: String, columns: SeriesLayout
) throws(FileError) -> (series: PriceSeries, digest: FileDigest) {
  let (table, digest) = try readSeries(path, named: displayName, layout: columns)
  return (PriceSeries(table), digest)
}

/// What makes a price file unusable; nothing when it can be used.
///
/// - Parameters:
///   - path: The file; `-` for standard input.
///   - displayName: What problems call the file.
///   - columns: Which columns hold what; `nil` looks for the usual names, `date` or `time`, `open`,
///     `high`, `low` and `close`, in any case.
public func checkPrices(
  _ path: String, named displayName: String, columns: SeriesLayout? = nil
) -> [Problem] {
  do throws(FileError) {
    _ = try readSeries(path, named: displayName, layout: columns ?? SeriesLayout(.prices))
    return []
  } catch {
    return error.problems
  }
}
