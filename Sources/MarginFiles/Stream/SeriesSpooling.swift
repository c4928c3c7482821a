import MarginCore

/// Reads a price file into a temporary file of values, in memory that does not grow with it.
///
/// - Returns: The series with its digest; `nil` for a file that something is wrong with, or that its
///   policies ask to change in the light of all its rows. Such a file is read by
///   ``readSeries(_:named:layout:)``, which says what is wrong or does what is asked.
func spoolPrices(
  _ path: String, named name: String, _ layout: SeriesLayout
) throws(FileError) -> (series: SpooledSeries, digest: FileDigest)? {
  guard layout.judgesRowsAlone else { return nil }
  let collector = SeriesCollector(layout)
  var reader = CSVReader(name: name, dialect: layout.dialect) { header, problems in
    collector.begin(header, &problems)
  }
  let cutter = SeriesCutter(collector, usesTwoCores: true)
  let spool = try SeriesSpool(
    keepsJumps: !layout.kind.isPriceLike || layout.policies[.anotherAsset] == .keep)
  var failure: FileError?
  let found = try? reader.scan(
    path,
    { event, reader in
      cutter.take(event, &reader)
      guard failure == nil else { return }
      do throws(FileError) {
        try spool.append(PriceSeries(collector.handOver()))
      } catch {
        failure = error
      }
    }, { problems in collector.finish(name, &problems) })
  if let failure { throw failure }
  guard var digest = found, spool.isClean, let series = spool.finish() else { return nil }
  digest.changes = SeriesReading.changes(collector.dropped, layout.policies)
  return (series, digest)
}

extension SeriesLayout {
  /// Whether what is done about flaws can be told from a row and the one before it.
  fileprivate var judgesRowsAlone: Bool {
    [.gap, .stale, .wideBar, .outlier, .spike].allSatisfy { policies[$0] == .keep }
  }
}
