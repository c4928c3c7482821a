/// Reads option quotes: one contract a row, or call and put of a strike side by side.
///
/// - Parameters:
///   - path: The file; `-` for standard input.
///   - displayName: What problems call the file.
///   - layout: Where everything is; of kind ``SeriesKind/quotes``.
/// - Throws: ``FileError`` with every problem of the file.
public func readQuotes(
  _ path: String, named displayName: String, layout: SeriesLayout
) throws(FileError) -> (quotes: [OptionQuote], digest: FileDigest) {
  let collector = QuoteCollector(layout)
  let digest = try collector.read(path, named: displayName)
  return (collector.quotes, digest)
}

/// Checks a file of option quotes; see ``checkSeries(_:named:layout:)``.
func checkQuotes(
  _ path: String, named name: String, layout: SeriesLayout
) -> SeriesReport {
  let collector = QuoteCollector(layout)
  var failure: FileError?
  do throws(FileError) { _ = try collector.read(path, named: name) } catch { failure = error }
  let times = collector.quotes.map(\.time)
  let summary = times.min().flatMap { first in
    times.max().map { last in
      SeriesSummary(
        kind: .quotes, rows: times.count, first: first, last: last, step: nil, calendar: nil,
        changes: [])
    }
  }
  return SeriesReport(
    remarks: collector.remarks.kept.inFileOrder, remarkCounts: collector.remarks.counts,
    failure: failure, summary: summary)
}

/// Gathers the quotes of a file.
final class QuoteCollector {
  private(set) var quotes: [OptionQuote] = []
  private(set) var remarks = RemarkLog()

  private let layout: SeriesLayout
  private var clock: SeriesClock
  private var undeclared = DeclarationLog()

  init(_ layout: SeriesLayout) {
    self.layout = layout
    clock = SeriesClock(layout.time)
  }

  func read(_ path: String, named name: String) throws(FileError) -> FileDigest {
    var columns: QuoteColumns?
    var reader = CSVReader(name: name, dialect: layout.dialect) { [layout] header, problems in
      let found = QuoteColumns.chosen(layout, header, &problems)
      columns = found?.columns
      return found?.positions
    }
    return try reader.read(
      path,
      visit: { row, problems in
        if let columns { take(QuoteRow(row, columns, layout), &problems) }
      }, end: { finish(&$0) })
  }

  private func take(_ row: QuoteRow, _ problems: inout ProblemLog) {
    guard row.isWanted else { return }
    let time = clock.time(of: row.row, 0, &problems)
    for side in row.sides {
      guard let contract = row.contract(side, &problems),
        let quote = row.quote(side, contract, time ?? contract.expiry, &problems)
      else { continue }
      QuoteCheck(quote, row, side).report(&problems, &remarks)
      for problem in QuoteCheck(quote, row, side).undeclared { undeclared.add(problem) }
      if time != nil { quotes.append(quote) }
    }
  }

  private func finish(_ problems: inout ProblemLog) {
    clock.finish(&problems)
    if let mixture = clock.mixture { remarks.add(mixture) }
    undeclared.report(to: &problems)
  }
}
